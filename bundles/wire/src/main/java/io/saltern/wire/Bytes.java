// SPDX-License-Identifier: Apache-2.0
package io.saltern.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes as a value: equal by content, and silent about it in {@link #toString}. Neither {@link #of}
 * nor {@link #array} copies; who hands an array over does not write to it any more.
 */
public final class Bytes {
  private final byte[] array;

  private Bytes(byte[] array) {
    this.array = array;
  }

  /** These bytes, not copied. */
  public static Bytes of(byte[] array) {
    return new Bytes(array);
  }

  /** The text in UTF-8. */
  public static Bytes ofText(String text) {
    return new Bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The bytes themselves, not copied: not to be written to. */
  public byte[] array() {
    return array;
  }

  public int length() {
    return array.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes bytes && Arrays.equals(array, bytes.array);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(array);
  }

  @Override
  public String toString() {
    return "<" + array.length + " bytes>";
  }
}
