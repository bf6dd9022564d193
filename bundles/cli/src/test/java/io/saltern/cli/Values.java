// SPDX-License-Identifier: Apache-2.0
package io.saltern.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values of vectors as messages hold them. */
final class Values {
  private Values() {}

  static Object of(JsonElement json) {
    if (json.isJsonNull()) {
      return null;
    }
    if (json.isJsonObject()) {
      Map<String, Object> map = new LinkedHashMap<>();
      json.getAsJsonObject().entrySet().forEach(e -> map.put(e.getKey(), of(e.getValue())));
      return map;
    }
    if (json.isJsonArray()) {
      List<Object> list = new ArrayList<>();
      json.getAsJsonArray().forEach(e -> list.add(of(e)));
      return list;
    }
    JsonPrimitive primitive = json.getAsJsonPrimitive();
    return primitive.isBoolean()
        ? (Object) primitive.getAsBoolean()
        : primitive.isString() ? primitive.getAsString() : number(primitive.getAsString());
  }

  private static Object number(String digits) {
    if (!digits.matches("-?\\d+")) {
      return Double.valueOf(digits);
    }
    BigInteger whole = new BigInteger(digits);
    return whole.bitLength() < 64 ? (Object) whole.longValueExact() : whole;
  }
}
