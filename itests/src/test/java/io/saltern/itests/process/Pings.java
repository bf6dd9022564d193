// SPDX-License-Identifier: Apache-2.0
package io.saltern.itests.process;

import io.saltern.testing.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Somebody who pings a minion through {@code salt}, one time after the other, and takes times. */
final class Pings implements AutoCloseable {
  private final Master master;
  private final String minion;
  private final List<Duration> times = Collections.synchronizedList(new ArrayList<>());
  private final List<Output> failures = Collections.synchronizedList(new ArrayList<>());
  private final Thread thread = new Thread(this::ping, "pings");
  private volatile boolean closed;

  Pings(Master master, String minion) {
    this.master = master;
    this.minion = minion;
    thread.start();
  }

  private void ping() {
    try {
      while (!closed) {
        long start = System.nanoTime();
        Output output = master.run("salt", "--static", minion, "test.ping");
        times.add(Duration.ofNanos(System.nanoTime() - start));
        if (output.exit() != 0 || !output.out().equals(minion + ":\n    True\n")) {
          failures.add(output);
        }
      }
    } catch (Exception e) {
      failures.add(new Output(-1, "", e.toString()));
    }
  }

  /** How many have ended. */
  int count() {
    return times.size();
  }

  /** What they printed that were not answered. */
  List<Output> failures() {
    return List.copyOf(failures);
  }

  /** From the shortest to the longest. */
  List<Duration> times() {
    List<Duration> sorted = new ArrayList<>(List.copyOf(times));
    Collections.sort(sorted);
    return sorted;
  }

  @Override
  public void close() {
    closed = true;
    Await.until("the last ping ends", Duration.ofMinutes(2), () -> !thread.isAlive());
  }
}
