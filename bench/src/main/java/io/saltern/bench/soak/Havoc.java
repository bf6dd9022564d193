// SPDX-License-Identifier: Apache-2.0
package io.saltern.bench.soak;

import io.saltern.bench.fleet.MasterNode;
import java.io.IOException;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Kills, freezes and restarts one master at random, until it is told to end. */
final class Havoc extends Thread {
  private static final int LEAST_PEACE = 8;
  private static final int MOST_PEACE = 30;
  private static final int LONGEST_AWAY = 8;
  private static final int LONGEST_FROZEN = 14;

  private final MasterNode master;
  private final Random random;
  private final long end;
  private final Map<String, Integer> deeds = new TreeMap<>();
  private volatile String failure = "";

  /**
   * @param end when to do nothing more, by {@link System#nanoTime}
   */
  Havoc(MasterNode master, Random random, long end) {
    super("havoc-" + master.address());
    this.master = master;
    this.random = random;
    this.end = end;
    setDaemon(true);
  }

  @Override
  public void run() {
    try {
      while (true) {
        long peace = between(LEAST_PEACE, MOST_PEACE);
        if (System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(peace) > end) {
          return;
        }
        TimeUnit.MILLISECONDS.sleep(peace);
        deed(random.nextInt(5));
      }
    } catch (IOException | TimeoutException e) {
      failure = e.toString();
    } catch (InterruptedException e) {
      failure = "interrupted";
      Thread.currentThread().interrupt();
    }
  }

  private void deed(int which) throws IOException, InterruptedException, TimeoutException {
    master.down();
    if (which < 2) {
      count("killed");
      master.kill();
      TimeUnit.MILLISECONDS.sleep(between(0, LONGEST_AWAY));
      master.startAndAwait();
    } else if (which < 4) {
      count("frozen");
      master.signal("STOP");
      TimeUnit.MILLISECONDS.sleep(between(1, LONGEST_FROZEN));
      master.thaw();
    } else {
      count("restarted");
      master.stop();
      master.startAndAwait();
    }
  }

  private long between(int seconds, int more) {
    return TimeUnit.SECONDS.toMillis(seconds)
        + random.nextInt((int) TimeUnit.SECONDS.toMillis(more - seconds) + 1);
  }

  private void count(String deed) {
    synchronized (deeds) {
      deeds.merge(deed, 1, Integer::sum);
    }
  }

  /** What was done how often. */
  Map<String, Integer> deeds() {
    synchronized (deeds) {
      return new TreeMap<>(deeds);
    }
  }

  /** What went wrong with it; empty when nothing did. */
  String failure() {
    return failure;
  }
}
