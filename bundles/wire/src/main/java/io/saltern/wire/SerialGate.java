// SPDX-License-Identifier: Apache-2.0
package io.saltern.wire;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets publications under one key through once and in order. A new key needs a new gate. Safe for
 * use by many threads.
 */
public final class SerialGate {
  private final AtomicLong last = new AtomicLong();

  /** Tells whether the number is greater than all before; if so it is the greatest from now on. */
  public boolean admit(long serial) {
    return last.getAndAccumulate(serial, Math::max) < serial;
  }

  /** The greatest number so far; 0 before the first. */
  public long last() {
    return last.get();
  }
}
