// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import io.saltern.api.FunctionCall;
import io.saltern.api.function.MaskedCall;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What events must not tell of a call: passwords, and tokens that were made. */
final class Unseen {
  private static final String MAKES_TOKENS = "auth.mk_token";

  private Unseen() {}

  /** The arguments as in {@link FunctionCall#toWire}. */
  static List<@Nullable Object> arguments(FunctionCall call) {
    return MaskedCall.of(call).toWire();
  }

  /** What the function gave. */
  static @Nullable Object result(FunctionCall call, @Nullable Object value) {
    if (!call.function().equals(MAKES_TOKENS) || !(value instanceof Map<?, ?> made)) {
      return value;
    }
    Map<Object, @Nullable Object> shown = new LinkedHashMap<>(made);
    shown.computeIfPresent("token", (name, text) -> MaskedCall.MASK);
    return shown;
  }
}
