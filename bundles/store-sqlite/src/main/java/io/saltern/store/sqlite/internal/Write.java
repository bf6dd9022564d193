// SPDX-License-Identifier: Apache-2.0
package io.saltern.store.sqlite.internal;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A write that waits for its commit. */
final class Write<T> {
  final CompletableFuture<T> outcome = new CompletableFuture<>();

  private final Operation<T> operation;
  private final Consumer<T> committed;
  private @Nullable T result;

  /**
   * @param committed what the writer's thread does after the commit, in the order of the writes
   */
  Write(Operation<T> operation, Consumer<T> committed) {
    this.operation = operation;
    this.committed = committed;
  }

  void run(Statements statements) throws SQLException {
    result = operation.run(statements);
  }

  void afterCommit() {
    committed.accept(result());
  }

  void complete() {
    outcome.complete(result());
  }

  void fail(Exception failure) {
    outcome.completeExceptionally(failure);
  }

  @SuppressWarnings("NullAway") // set by run, which comes first; T may itself be Void
  private T result() {
    return result;
  }
}
