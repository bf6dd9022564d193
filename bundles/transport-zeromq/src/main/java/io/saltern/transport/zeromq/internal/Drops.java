// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what a socket drops and logs it, at most once in ten seconds. */
final class Drops {
  private static final Logger LOG = LoggerFactory.getLogger(Drops.class);
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final String what;
  private final AtomicLong count = new AtomicLong();
  private final AtomicLong nextLog = new AtomicLong(System.nanoTime());

  /**
   * @param what whose drops these are, for the log
   */
  Drops(String what) {
    this.what = what;
  }

  long count() {
    return count.get();
  }

  void add(String reason) {
    add(1, reason);
  }

  void add(long number, String reason) {
    long total = count.addAndGet(number);
    long due = nextLog.get();
    long now = System.nanoTime();
    if (now - due >= 0 && nextLog.compareAndSet(due, now + PAUSE_NANOS)) {
      LOG.warn("{}: dropped, {} ({} drops so far)", what, reason, total);
    }
  }
}
