// SPDX-License-Identifier: Apache-2.0
package io.saltern.config.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.saltern.testing.Vectors;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What Salt 3008.2 with PyYAML 6.0 reads and writes. */
class YamlVectorsTest {
  private final SaltYaml yaml = new SaltYaml();

  @TestFactory
  Stream<DynamicTest> reads() {
    return Vectors.jsonLines(YamlVectorsTest.class, "yaml-read.jsonl").stream()
        .map(JsonElement::getAsJsonObject)
        .map(
            row -> {
              String text = row.get("yaml").getAsString();
              return DynamicTest.dynamicTest("reads " + new JsonPrimitive(text), () -> read(row));
            });
  }

  private void read(JsonObject row) {
    String text = row.get("yaml").getAsString();
    if (row.has("error")) {
      assertThatThrownBy(() -> yaml.read(text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageMatching("line \\d+, column \\d+: .+");
    } else {
      assertThat(typed(yaml.read(text))).isEqualTo(row.get("value"));
    }
  }

  private static JsonElement typed(Object value) {
    if (value == null) {
      return JsonNull.INSTANCE;
    }
    JsonObject typed = new JsonObject();
    if (value instanceof Boolean) {
      typed.addProperty("bool", Scalars.python(value));
    } else if (value instanceof Long || value instanceof BigInteger) {
      typed.addProperty("int", Scalars.python(value));
    } else if (value instanceof Double) {
      typed.addProperty("float", Scalars.python(value));
    } else if (value instanceof String text) {
      typed.addProperty("str", text);
    } else if (value instanceof List<?> list) {
      JsonArray items = new JsonArray();
      list.forEach(item -> items.add(typed(item)));
      typed.add("list", items);
    } else {
      JsonArray pairs = new JsonArray();
      ((Map<?, ?>) value)
          .forEach(
              (key, item) -> {
                JsonArray pair = new JsonArray();
                pair.add(typed(key));
                pair.add(typed(item));
                pairs.add(pair);
              });
      typed.add("map", pairs);
    }
    return typed;
  }

  @TestFactory
  Stream<DynamicTest> writes() {
    return Vectors.jsonLines(YamlVectorsTest.class, "yaml-write.jsonl").stream()
        .map(JsonElement::getAsJsonObject)
        .map(
            row -> {
              JsonElement value = row.get("value");
              return DynamicTest.dynamicTest(
                  "writes " + value,
                  () ->
                      assertThat(yaml.write(plain(value)))
                          .isEqualTo(row.get("yaml").getAsString()));
            });
  }

  @TestFactory
  Stream<DynamicTest> readsWhatItWrites() {
    return Vectors.jsonLines(YamlVectorsTest.class, "yaml-write.jsonl").stream()
        .map(row -> plain(row.getAsJsonObject().get("value")))
        .map(
            value ->
                DynamicTest.dynamicTest(
                    "writes and reads " + new JsonPrimitive(String.valueOf(value)),
                    () -> assertThat(yaml.read(yaml.write(value))).isEqualTo(value)));
  }

  private static Object plain(JsonElement json) {
    if (json.isJsonNull()) {
      return null;
    }
    if (json.isJsonArray()) {
      List<Object> items = new ArrayList<>();
      json.getAsJsonArray().forEach(item -> items.add(plain(item)));
      return items;
    }
    if (json.isJsonObject()) {
      Map<String, Object> map = new LinkedHashMap<>();
      json.getAsJsonObject().entrySet().forEach(e -> map.put(e.getKey(), plain(e.getValue())));
      return map;
    }
    JsonPrimitive primitive = json.getAsJsonPrimitive();
    if (primitive.isBoolean()) {
      return primitive.getAsBoolean();
    }
    if (primitive.isString()) {
      return primitive.getAsString();
    }
    String number = primitive.getAsString();
    if (number.matches("-?[0-9]{1,18}")) {
      return Long.valueOf(number);
    }
    return number.matches("-?[0-9]+") ? new BigInteger(number) : Double.valueOf(number);
  }
}
