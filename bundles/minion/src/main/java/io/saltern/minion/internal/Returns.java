// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.internal;

import io.saltern.api.MinionId;
import io.saltern.api.function.FunctionResult;
import io.saltern.wire.Msgpack;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Spools what came of jobs; what cannot be kept is answered by an error that says why. */
final class Returns implements Jobs.Outbox {
  private static final Logger LOG = LoggerFactory.getLogger(Returns.class);

  /** What one message may hold, with room for its envelope. */
  private static final int MAX_BYTES = (32 << 20) - (64 << 10);

  private final MinionId id;
  private final ReturnSpool spool;
  private final Runnable sendWaiting;
  private final Clock clock;

  /**
   * @param sendWaiting sends what the spool holds
   */
  Returns(MinionId id, ReturnSpool spool, Runnable sendWaiting, Clock clock) {
    this.id = id;
    this.spool = spool;
    this.sendWaiting = sendWaiting;
    this.clock = clock;
  }

  @Override
  public boolean keep(Publication publication, List<FunctionResult> results) {
    boolean kept = tryPut(publication, results);
    if (!kept) {
      LOG.error("The return of job {} is lost", publication.job());
    }
    return kept;
  }

  @Override
  public void send() {
    sendWaiting.run();
  }

  /** Whether an answer to the job waits to be sent. */
  boolean holds(Publication publication) {
    return spool.holds(publication.job(), publication.master());
  }

  private boolean tryPut(Publication publication, List<FunctionResult> results) {
    try {
      putInPeace(publication, results);
      return true;
    } catch (IOException | IllegalArgumentException e) {
      String why = "ERROR: the return cannot be kept: " + e.getMessage();
      LOG.error("Job {}: {}", publication.job(), why);
      try {
        put(publication, Jobs.same(publication, why, 1));
        return true;
      } catch (IOException | IllegalArgumentException again) {
        LOG.error("Job {}: {}", publication.job(), again.getMessage());
        return false;
      }
    }
  }

  /** What interrupts a job does not interrupt the writing of what came of it. */
  private void putInPeace(Publication publication, List<FunctionResult> results)
      throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      put(publication, results);
    } catch (ClosedByInterruptException e) {
      interrupted = true;
      LOG.trace("Written once more", e);
      Thread.interrupted();
      put(publication, results);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void put(Publication publication, List<FunctionResult> results) throws IOException {
    Map<String, @Nullable Object> load = ReturnLoad.of(id, publication, results, clock.instant());
    int size = Msgpack.NEW_TYPES.encode(load).length;
    if (size > MAX_BYTES) {
      throw new IOException(size + " bytes are more than a message may hold");
    }
    spool.put(publication.job(), publication.master(), load);
  }
}
