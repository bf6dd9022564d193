// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.audit;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.annotation.versioning.ProviderType;

/** Keeps a record of every decision and every change. */
@ProviderType
public interface AuditLog {
  /** How long {@link #put} waits for the disk. */
  Duration PATIENCE = Duration.ofSeconds(10);

  /**
   * Puts an entry on record, in the order of the calls. Returns at once.
   *
   * @return where {@code audit_required} is true: completes when the entry is on disk, and with an
   *     {@link IOException} when it cannot be; else it is complete, and what cannot be recorded is
   *     counted and logged
   */
  CompletionStage<Void> record(AuditEntry entry);

  /**
   * The same, waiting for it.
   *
   * @throws IOException when the entry must be on record and cannot be: what it tells of must not
   *     be done
   */
  default void put(AuditEntry entry) throws IOException {
    try {
      record(entry).toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IOException("it cannot be put on record: " + e.getCause(), e);
    } catch (TimeoutException e) {
      throw new IOException("it is not on record within " + PATIENCE.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted before it was on record", e);
    }
  }
}
