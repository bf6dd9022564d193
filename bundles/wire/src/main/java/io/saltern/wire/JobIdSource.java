// SPDX-License-Identifier: Apache-2.0
package io.saltern.wire;

import io.saltern.api.JobId;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Job ids of the present moment, each greater than the one before: where the clock stands still or
 * steps back, ids run ahead of it by microseconds. Safe for use by many threads.
 */
public final class JobIdSource {
  private final Clock clock;
  private final AtomicReference<Instant> last;

  /** Ids from this clock. */
  public JobIdSource(Clock clock) {
    this(clock, Instant.EPOCH);
  }

  /** Ids from this clock, all later than a moment: that of the newest id known. */
  public JobIdSource(Clock clock, Instant newest) {
    this.clock = clock;
    this.last = new AtomicReference<>(newest.truncatedTo(ChronoUnit.MICROS));
  }

  /** A new id. */
  public JobId next() {
    return JobId.at(last.updateAndGet(this::after));
  }

  private Instant after(Instant previous) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return now.isAfter(previous) ? now : previous.plus(1, ChronoUnit.MICROS);
  }
}
