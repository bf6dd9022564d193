// SPDX-License-Identifier: Apache-2.0
package io.saltern.api;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The name of a minion. One that cannot be a file name below a key directory does not exist: no
 * empty name, no {@code /}, {@code \} or NUL, not {@code .} or {@code ..}, at most 255 bytes in
 * UTF-8.
 *
 * @param value the name as the minion wrote it; never null
 */
public record MinionId(String value) implements Comparable<MinionId> {
  /** The longest name in bytes of UTF-8: what a file name may have. */
  public static final int MAX_BYTES = 255;

  /**
   * @throws IllegalArgumentException when the name breaks a rule; the message names the rule but
   *     not the whole name
   */
  public MinionId {
    String flaw = flaw(value);
    if (flaw != null) {
      throw new IllegalArgumentException("invalid minion id: " + flaw);
    }
  }

  /** Tells whether {@code value} could be a minion id. */
  public static boolean isValid(String value) {
    return flaw(value) == null;
  }

  private static @Nullable String flaw(String value) {
    if (value.isEmpty()) {
      return "it is empty";
    }
    if (value.equals(".") || value.equals("..")) {
      return "it is a directory";
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '/' || c == '\\') {
        return "it holds a slash";
      }
      if (c < ' ' || c == 0x7f) {
        return "it holds a control character";
      }
    }
    if (value.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      return "it is longer than " + MAX_BYTES + " bytes";
    }
    return null;
  }

  @Override
  public int compareTo(MinionId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
