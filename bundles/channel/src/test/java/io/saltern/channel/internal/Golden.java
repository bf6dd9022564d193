// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.saltern.api.MinionId;
import io.saltern.api.channel.MinionIdentity;
import io.saltern.api.crypto.KeyFormatException;
import io.saltern.testing.Vectors;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Exchanges recorded from running peers. */
final class Golden {
  private static final Map<String, JsonObject> FILES = load();
  private static final JdkRsa RSA = new JdkRsa();

  private Golden() {}

  static Stream<String> names(String pattern) {
    return FILES.keySet().stream().filter(name -> name.matches(pattern));
  }

  static JsonObject file(String name) {
    JsonObject file = FILES.get(name);
    if (file == null) {
      throw new AssertionError("no vector " + name);
    }
    return file;
  }

  static byte[] bytes(JsonObject object, String field) {
    return Base64.getDecoder().decode(object.get(field).getAsString());
  }

  static String text(JsonObject object, String field) {
    return object.get(field).getAsString();
  }

  static KeyPair pair(String privatePem) throws KeyFormatException {
    RSAPrivateCrtKey key = RSA.readPrivate(privatePem, null);
    return new KeyPair(JdkRsa.publicHalf(key), key);
  }

  static MinionIdentity minion(String id, String privatePem) throws KeyFormatException {
    KeyPair pair = pair(privatePem);
    return new MinionIdentity(
        new MinionId(id), (RSAPrivateCrtKey) pair.getPrivate(), TestMaster.pem(pair));
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
