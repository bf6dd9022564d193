// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import io.saltern.api.FunctionCall;
import io.saltern.api.function.MaskedCall;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What events must not tell of a call: passwords, and tokens and private keys that were made. */
final class Unseen {
  /** Functions that give something secret, and where in what they give. */
  private static final Map<String, String> GIVE_SECRETS =
      Map.of("auth.mk_token", "token", "key.gen", "priv", "key.gen_accept", "priv");

  private Unseen() {}

  /** The arguments as in {@link FunctionCall#toWire}. */
  static List<@Nullable Object> arguments(FunctionCall call) {
    return MaskedCall.of(call).toWire();
  }

  /** What the function gave. */
  static @Nullable Object result(FunctionCall call, @Nullable Object value) {
    String secret = GIVE_SECRETS.get(call.function());
    if (secret == null || !(value instanceof Map<?, ?> made)) {
      return value;
    }
    Map<Object, @Nullable Object> shown = new LinkedHashMap<>(made);
    shown.computeIfPresent(secret, (name, text) -> MaskedCall.MASK);
    return shown;
  }
}
