// SPDX-License-Identifier: Apache-2.0
package io.saltern.targeting;

import java.util.Arrays;

/** The set between brackets of a shell-style pattern. */
final class CharacterSet {
  private final boolean negated;
  private final int[] lows;
  private final int[] highs;

  private CharacterSet(boolean negated, int[] lows, int[] highs) {
    this.negated = negated;
    this.lows = lows;
    this.highs = highs;
  }

  /** Where the set that begins at {@code start} is closed, or -1 when it never is. */
  static int close(int[] source, int start) {
    int i = start;
    if (i < source.length && source[i] == '!') {
      i++;
    }
    if (i < source.length && source[i] == ']') {
      i++;
    }
    while (i < source.length && source[i] != ']') {
      i++;
    }
    return i < source.length ? i : -1;
  }

  static CharacterSet parse(int[] source, int start, int end) {
    boolean negated = source[start] == '!';
    int i = negated ? start + 1 : start;
    int[] lows = new int[end - i];
    int[] highs = new int[end - i];
    int count = 0;
    while (i < end) {
      boolean range = i + 2 < end && source[i + 1] == '-';
      lows[count] = source[i];
      highs[count] = range ? source[i + 2] : source[i];
      count++;
      i += range ? 3 : 1;
    }
    return new CharacterSet(negated, Arrays.copyOf(lows, count), Arrays.copyOf(highs, count));
  }

  boolean holds(int c) {
    for (int i = 0; i < lows.length; i++) {
      if (lows[i] <= c && c <= highs[i]) {
        return !negated;
      }
    }
    return negated;
  }
}
