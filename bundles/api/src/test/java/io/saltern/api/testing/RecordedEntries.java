// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.testing;

import io.saltern.api.audit.AuditEntry;
import io.saltern.api.audit.AuditLog;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** A record in memory, which can be told to fail. */
public final class RecordedEntries implements AuditLog {
  private final List<AuditEntry> entries = new CopyOnWriteArrayList<>();
  private volatile boolean failing;

  /** What was recorded, in its order. */
  public List<AuditEntry> entries() {
    return List.copyOf(entries);
  }

  /** Records nothing from now on. */
  public void fail() {
    failing = true;
  }

  @Override
  public CompletionStage<Void> record(AuditEntry entry) {
    if (failing) {
      return CompletableFuture.failedStage(new IOException("the disk is full"));
    }
    entries.add(entry);
    return CompletableFuture.completedStage(null);
  }
}
