// SPDX-License-Identifier: Apache-2.0
package io.saltern.bench;

import java.util.Arrays;

/** Durations in nanoseconds, and what they are in milliseconds. */
final class Durations {
  private static final double NANOS_PER_MILLI = 1e6;

  private long[] nanos = new long[1024];
  private int count;
  private boolean sorted;

  void add(long duration) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, count * 2);
    }
    nanos[count++] = duration;
    sorted = false;
  }

  int count() {
    return count;
  }

  /** The duration that a share (0 to 1) of all do not exceed; 0 when there are none. */
  double millis(double share) {
    if (count == 0) {
      return 0;
    }
    if (!sorted) {
      Arrays.sort(nanos, 0, count);
      sorted = true;
    }
    int index = (int) Math.ceil(share * count) - 1;
    return nanos[Math.max(0, index)] / NANOS_PER_MILLI;
  }
}
