// SPDX-License-Identifier: Apache-2.0
package io.saltern.wire;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.saltern.testing.Vectors;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** Messages recorded from running peers. */
final class Golden {
  private static final Map<String, JsonObject> FILES = load();

  private Golden() {}

  static JsonObject file(String name) {
    JsonObject file = FILES.get(name);
    if (file == null) {
      throw new AssertionError("no vector " + name);
    }
    return file;
  }

  static Stream<String> names(String pattern) {
    return FILES.keySet().stream().filter(name -> name.matches(pattern));
  }

  static byte[] bytes(JsonObject object, String field) {
    return Base64.getDecoder().decode(object.get(field).getAsString());
  }

  /** Calls back with path and value of each text field below the object. */
  static void walk(String path, JsonElement element, BiConsumer<String, String> texts) {
    if (element.isJsonObject()) {
      element.getAsJsonObject().asMap().forEach((k, v) -> walk(path + "/" + k, v, texts));
    } else if (element.isJsonArray()) {
      for (int i = 0; i < element.getAsJsonArray().size(); i++) {
        walk(path + "/" + i, element.getAsJsonArray().get(i), texts);
      }
    } else if (element.isJsonPrimitive() && element.getAsJsonPrimitive().isString()) {
      texts.accept(path, element.getAsString());
    }
  }

  private static Map<String, JsonObject> load() {
    Map<String, JsonObject> files = new TreeMap<>();
    Vectors.archive(Vectors.class, "vectors.tar")
        .forEach(
            (name, bytes) -> {
              if (name.endsWith(".json")) {
                String text = new String(bytes, StandardCharsets.UTF_8);
                files.put(name, JsonParser.parseString(text).getAsJsonObject());
              }
            });
    return files;
  }
}
