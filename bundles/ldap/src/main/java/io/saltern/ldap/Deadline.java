// SPDX-License-Identifier: Apache-2.0
package io.saltern.ldap;

import java.net.SocketTimeoutException;
import java.time.Duration;

/** A moment after which nobody waits. */
record Deadline(long nanos) {
  static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** The earlier one. */
  Deadline within(Duration time) {
    Deadline other = in(time);
    return other.nanos - nanos < 0 ? other : this;
  }

  boolean isOver() {
    return nanos - System.nanoTime() <= 0;
  }

  Duration left() {
    return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
  }

  /**
   * For a socket: at least 1.
   *
   * @throws SocketTimeoutException when there is no time left
   */
  int millisLeft() throws SocketTimeoutException {
    long left = nanos - System.nanoTime();
    if (left <= 0) {
      throw new SocketTimeoutException("no answer in time");
    }
    return (int) Math.min(Integer.MAX_VALUE, left / 1_000_000 + 1);
  }
}
