// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what a socket drops and logs it, each reason at most once in ten seconds. */
final class Drops {
  private static final Logger LOG = LoggerFactory.getLogger(Drops.class);
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final String what;
  private final AtomicLong count = new AtomicLong();
  private final Map<String, Reason> reasons = new ConcurrentHashMap<>();

  private static final class Reason {
    final AtomicLong count = new AtomicLong();
    final AtomicLong nextLog = new AtomicLong(System.nanoTime());
  }

  /**
   * @param what whose drops these are, for the log
   */
  Drops(String what) {
    this.what = what;
  }

  long count() {
    return count.get();
  }

  /**
   * @param reason one of a few: each is remembered
   */
  void add(String reason) {
    add(1, reason, "");
  }

  /**
   * @param detail what more is known
   */
  void add(String reason, String detail) {
    add(1, reason, detail);
  }

  void add(long number, String reason) {
    add(number, reason, "");
  }

  private void add(long number, String reason, String detail) {
    count.addAndGet(number);
    Reason known = reasons.computeIfAbsent(reason, r -> new Reason());
    long total = known.count.addAndGet(number);
    long due = known.nextLog.get();
    long now = System.nanoTime();
    if (now - due >= 0 && known.nextLog.compareAndSet(due, now + PAUSE_NANOS)) {
      String more = detail.isEmpty() ? "" : detail + "; ";
      LOG.warn("{}: dropped, {} ({}{} so far)", what, reason, more, total);
    }
  }
}
