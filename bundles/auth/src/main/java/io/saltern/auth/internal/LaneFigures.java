// SPDX-License-Identifier: Apache-2.0
package io.saltern.auth.internal;

import io.saltern.api.auth.Verdict;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Counts what a backend does, and how long its latest verdicts took. */
final class LaneFigures {
  private static final int LATEST = 128;

  private final long[] nanos = new long[LATEST];
  private long accepted;
  private long rejected;
  private long failed;

  /**
   * What there is to tell.
   *
   * @param median null when there was no verdict yet, as {@code last}
   */
  record Snapshot(
      long accepted,
      long rejected,
      long failed,
      @Nullable Duration median,
      @Nullable Duration last) {}

  synchronized void answered(Verdict verdict, long tookNanos) {
    nanos[(int) ((accepted + rejected) % LATEST)] = tookNanos;
    if (verdict instanceof Verdict.Accepted) {
      accepted++;
    } else {
      rejected++;
    }
  }

  synchronized void failed() {
    failed++;
  }

  synchronized Snapshot snapshot() {
    long verdicts = accepted + rejected;
    if (verdicts == 0) {
      return new Snapshot(accepted, rejected, failed, null, null);
    }
    long[] sorted = Arrays.copyOf(nanos, (int) Math.min(verdicts, LATEST));
    Arrays.sort(sorted);
    return new Snapshot(
        accepted,
        rejected,
        failed,
        Duration.ofNanos(sorted[sorted.length / 2]),
        Duration.ofNanos(nanos[(int) ((verdicts - 1) % LATEST)]));
  }
}
