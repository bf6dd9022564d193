// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.function;

import io.saltern.api.FunctionCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Calls as logs, events and records may show them. */
public final class MaskedCall {
  /** What stands for a secret. */
  public static final String MASK = "XXXXXXXX";

  private static final String TAKES_TOKENS = "auth.";
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i)password|passwd|passphrase|secret|token|credential|private_?key|api_?key");
  private static final Pattern ASSIGNMENT = Pattern.compile("(?s)(\\w{1,64})=.+");

  private MaskedCall() {}

  /**
   * The same call without what the names of its arguments say is secret: keywords, keys of maps in
   * arguments, and texts of the form {@code name=value}. Of {@code auth.*}, positional arguments
   * are secret too.
   */
  public static FunctionCall of(FunctionCall call) {
    Map<String, @Nullable Object> keywords = new LinkedHashMap<>();
    call.keywords().forEach((name, value) -> keywords.put(name, named(name, value)));
    boolean allSecret = call.function().startsWith(TAKES_TOKENS);
    List<@Nullable Object> arguments = new ArrayList<>(call.arguments());
    arguments.replaceAll(value -> allSecret ? MASK : masked(value));
    return new FunctionCall(call.function(), arguments, keywords);
  }

  private static @Nullable Object named(String name, @Nullable Object value) {
    return SECRET.matcher(name).find() ? MASK : masked(value);
  }

  private static @Nullable Object masked(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, @Nullable Object> shown = new LinkedHashMap<>();
      map.forEach((key, inner) -> shown.put(key, named(String.valueOf(key), inner)));
      return shown;
    }
    if (value instanceof List<?> items) {
      List<@Nullable Object> shown = new ArrayList<>(items);
      shown.replaceAll(MaskedCall::masked);
      return shown;
    }
    if (value instanceof String text) {
      Matcher matcher = ASSIGNMENT.matcher(text);
      return matcher.matches() && SECRET.matcher(matcher.group(1)).find()
          ? matcher.group(1) + "=" + MASK
          : text;
    }
    return value;
  }
}
