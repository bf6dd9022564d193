// SPDX-License-Identifier: Apache-2.0
package io.saltern.wire;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * What ties an answer to its question.
 *
 * @param value 32 lower-case hexadecimal digits
 */
public record Nonce(String value) {
  /** The length in characters, and in bytes where it travels. */
  public static final int LENGTH = 32;

  /**
   * @throws IllegalArgumentException when the text is not 32 lower-case hexadecimal digits
   */
  public Nonce {
    if (!isValid(value)) {
      throw new IllegalArgumentException("a nonce is 32 lower-case hexadecimal digits");
    }
  }

  /** A new nonce, not to be guessed. */
  public static Nonce random() {
    byte[] bytes = new byte[LENGTH / 2];
    CipherEngine.fillRandom(bytes);
    return new Nonce(HexFormat.of().formatHex(bytes));
  }

  /** Tells whether the text is 32 lower-case hexadecimal digits. */
  public static boolean isValid(String value) {
    if (value.length() != LENGTH) {
      return false;
    }
    for (int i = 0; i < LENGTH; i++) {
      char c = value.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  byte[] bytes() {
    return value.getBytes(StandardCharsets.US_ASCII);
  }

  // Java makes up the methods of records when they are first called, in the midst of a sign-in
  @Override
  public boolean equals(Object other) {
    return other instanceof Nonce nonce && value.equals(nonce.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return value;
  }
}
