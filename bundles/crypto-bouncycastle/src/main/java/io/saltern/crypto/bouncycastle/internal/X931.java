// SPDX-License-Identifier: Apache-2.0
package io.saltern.crypto.bouncycastle.internal;

import java.util.Arrays;
import java.util.Optional;

/** The padding of ANSI X9.31 without a hash's number, as OpenSSL's RSA_X931_PADDING. */
final class X931 {
  /** A header and a trailer of one byte each. */
  static final int OVERHEAD = 2;

  private static final byte WHOLE = 0x6a;
  private static final byte PADDED = 0x6b;
  private static final byte FILL = (byte) 0xbb;
  private static final byte LAST_FILL = (byte) 0xba;
  private static final byte TRAILER = (byte) 0xcc;

  private X931() {}

  /**
   * @throws IllegalArgumentException when the data does not fit
   */
  static byte[] pad(byte[] data, int length) {
    int fill = length - OVERHEAD - data.length;
    if (fill < 0) {
      throw new IllegalArgumentException(
          data.length + " bytes are too many for a key of " + length + " bytes");
    }
    byte[] block = new byte[length];
    block[0] = fill == 0 ? WHOLE : PADDED;
    if (fill > 0) {
      Arrays.fill(block, 1, fill, FILL);
      block[fill] = LAST_FILL;
    }
    System.arraycopy(data, 0, block, 1 + fill, data.length);
    block[length - 1] = TRAILER;
    return block;
  }

  static Optional<byte[]> unpad(byte[] block) {
    int end = block.length - 1;
    if (end < 1 || block[end] != TRAILER) {
      return Optional.empty();
    }
    if (block[0] == WHOLE) {
      return Optional.of(Arrays.copyOfRange(block, 1, end));
    }
    int i = 1;
    while (i < end && block[i] == FILL) {
      i++;
    }
    if (block[0] != PADDED || i == end || block[i] != LAST_FILL) {
      return Optional.empty();
    }
    return Optional.of(Arrays.copyOfRange(block, i + 1, end));
  }
}
