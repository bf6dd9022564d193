// SPDX-License-Identifier: Apache-2.0
package io.saltern.bench.trials;

import io.saltern.bench.fleet.MasterNode;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** When a minion first answers through a master. */
final class FirstPing {
  private static final long EVERY_MILLIS = 100;
  private static final int AT_ONCE = 64;

  private FirstPing() {}

  /**
   * Pings every 100 ms, whether the pings before were answered or not.
   *
   * @param begin the moment to count from, by {@link System#nanoTime}
   * @return seconds until the first answer; empty when there was none within {@code limit} seconds
   */
  @SuppressWarnings("FutureReturnValueIgnored")
  static OptionalDouble through(MasterNode master, String minion, long begin, long limit)
      throws InterruptedException {
    CountDownLatch answered = new CountDownLatch(1);
    ScheduledExecutorService pings = Executors.newScheduledThreadPool(AT_ONCE);
    try {
      for (long at = 0; at < TimeUnit.SECONDS.toMillis(limit); at += EVERY_MILLIS) {
        pings.schedule(
            () -> {
              if (answered.getCount() > 0 && master.pings(minion)) {
                answered.countDown();
              }
            },
            at,
            TimeUnit.MILLISECONDS);
      }
      return answered.await(limit, TimeUnit.SECONDS)
          ? OptionalDouble.of((System.nanoTime() - begin) / 1e9)
          : OptionalDouble.empty();
    } finally {
      pings.shutdownNow();
    }
  }
}
