// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import io.saltern.api.FunctionCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What events must not tell of a call: passwords, and tokens that were made. */
final class Unseen {
  private static final String MASK = "XXXXXXXX";
  private static final String MAKES_TOKENS = "auth.mk_token";
  private static final String TAKES_TOKENS = "auth.";

  private Unseen() {}

  /** The arguments as in {@link FunctionCall#toWire}. */
  static List<@Nullable Object> arguments(FunctionCall call) {
    Map<String, @Nullable Object> keywords = new LinkedHashMap<>();
    call.keywords()
        .forEach((name, value) -> keywords.put(name, isSecret(call, name) ? MASK : value));
    List<@Nullable Object> arguments = new ArrayList<>(call.arguments());
    if (call.function().startsWith(TAKES_TOKENS)) {
      arguments.replaceAll(argument -> MASK);
    }
    return new FunctionCall(call.function(), arguments, keywords).toWire();
  }

  private static boolean isSecret(FunctionCall call, String keyword) {
    String name = keyword.toLowerCase(Locale.ROOT);
    return name.contains("password")
        || (name.equals("token") && call.function().startsWith(TAKES_TOKENS));
  }

  /** What the function gave. */
  static @Nullable Object result(FunctionCall call, @Nullable Object value) {
    if (!call.function().equals(MAKES_TOKENS) || !(value instanceof Map<?, ?> made)) {
      return value;
    }
    Map<Object, @Nullable Object> shown = new LinkedHashMap<>(made);
    shown.computeIfPresent("token", (name, text) -> MASK);
    return shown;
  }
}
