// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import java.util.Optional;

/**
 * The patterns that most rules are made of: letters, digits and dots, and perhaps {@code .*} at the
 * end. Says what the regular expression would say, without its cost.
 *
 * @param body what the text begins with; a dot is any character
 * @param open whether anything may follow
 */
record PlainPattern(String body, boolean open) {
  private static final String REST = ".*";

  /** Reads a pattern, or finds that it is none of these. */
  static Optional<PlainPattern> of(String pattern, Matching matching) {
    boolean rest = pattern.endsWith(REST);
    String body = rest ? pattern.substring(0, pattern.length() - REST.length()) : pattern;
    return body.chars().allMatch(c -> c == '.' || isPlain((char) c))
        ? Optional.of(new PlainPattern(body, rest || matching == Matching.PREFIX))
        : Optional.empty();
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-';
  }

  /** Tells whether the text is of printable ASCII characters, which alone this can judge. */
  static boolean judges(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~') {
        return false;
      }
    }
    return true;
  }

  boolean matches(String text) {
    int length = body.length();
    if (open ? text.length() < length : text.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      char wanted = body.charAt(i);
      if (wanted != '.' && wanted != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
