// SPDX-License-Identifier: Apache-2.0
package io.saltern.bench.soak;

import io.saltern.bench.fleet.Fleet;
import io.saltern.bench.fleet.MasterNode;
import io.saltern.testing.MasterPrograms;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Publishes jobs at random moments through the first master that is up. */
final class Publishing implements AutoCloseable {
  private static final int AT_ONCE = 8;
  private static final long PATIENCE_SECONDS = 180;
  private static final long PAUSE_MILLIS = 200;
  private static final int LONGEST_JOB = 6;

  private final Fleet fleet;
  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(AT_ONCE);
  private final AtomicInteger published = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();
  private final AtomicInteger attempts = new AtomicInteger();

  Publishing(Fleet fleet) {
    this.fleet = fleet;
  }

  /** Spreads the jobs over that time; returns at once. */
  @SuppressWarnings("FutureReturnValueIgnored")
  void begin(int jobs, long seconds, Random random) {
    for (int i = 0; i < jobs; i++) {
      long millis = (long) (random.nextDouble() * TimeUnit.SECONDS.toMillis(seconds));
      String length = Integer.toString(random.nextInt(LONGEST_JOB + 1));
      threads.schedule(() -> publish(length), millis, TimeUnit.MILLISECONDS);
    }
    threads.shutdown();
  }

  private void publish(String length) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (System.nanoTime() < end) {
      for (MasterNode master : fleet.masters()) {
        if (master.up() && publish(master, length)) {
          published.incrementAndGet();
          return;
        }
      }
      try {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    failed.incrementAndGet();
  }

  private boolean publish(MasterNode master, String length) {
    attempts.incrementAndGet();
    try {
      MasterPrograms.Output output = master.run("salt", "--async", "*", "test.sleep", length);
      return output.exit() == 0 && output.out().contains("job ID");
    } catch (IOException e) {
      // the master was killed or frozen meanwhile; whether it has the job shows in the end
      return false;
    }
  }

  /** Waits until all are published. */
  void await() throws InterruptedException {
    if (!threads.awaitTermination(2 * PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("publishing did not end");
    }
  }

  /** How many a master has told the id of. */
  int published() {
    return published.get();
  }

  /** How many attempts brought no answer. */
  int unanswered() {
    return attempts.get() - published.get();
  }

  /** How many no master took. */
  int failed() {
    return failed.get();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
