// SPDX-License-Identifier: Apache-2.0
package io.saltern.modules.core.internal;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Shell-style patterns with {@code *} and {@code ?} over function names. */
final class ShellPattern {
  private ShellPattern() {}

  static Predicate<String> of(String pattern) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL).asMatchPredicate();
  }
}
