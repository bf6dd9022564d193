// SPDX-License-Identifier: Apache-2.0
package io.saltern.wire;

import java.util.concurrent.atomic.AtomicLong;

/** Numbers publications under one key, from 1 on. Safe for use by many threads. */
public final class SerialCounter {
  private final AtomicLong last = new AtomicLong();

  /** The next number. */
  public long next() {
    return last.incrementAndGet();
  }
}
