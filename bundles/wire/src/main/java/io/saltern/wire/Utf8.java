// SPDX-License-Identifier: Apache-2.0
package io.saltern.wire;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Text where bytes are text. */
final class Utf8 {
  private Utf8() {}

  /**
   * The text, or null when the bytes are not valid UTF-8. Looks before it decodes: most of what is
   * not text here is ciphertext, which shows within a few bytes.
   */
  static @Nullable String decode(byte[] array, int from, int size) {
    int end = from + size;
    int i = from;
    while (i < end) {
      int width = width(array, i, end);
      if (width == 0) {
        return null;
      }
      i += width;
    }
    return new String(array, from, size, StandardCharsets.UTF_8);
  }

  /** How many bytes the character at {@code i} has, or 0 when there is none. */
  private static int width(byte[] array, int i, int end) {
    int first = array[i];
    if (first >= 0) {
      return 1;
    }
    first &= 0xff;
    int width = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if (first < 0xc2 || first > 0xf4 || end - i < width) {
      return 0;
    }
    int second = array[i + 1] & 0xff;
    int lowest = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    int highest = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    if (second < lowest || second > highest) {
      return 0;
    }
    for (int k = 2; k < width; k++) {
      if ((array[i + k] & 0xc0) != 0x80) {
        return 0;
      }
    }
    return width;
  }
}
