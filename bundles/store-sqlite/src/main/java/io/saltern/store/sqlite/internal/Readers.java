// SPDX-License-Identifier: Apache-2.0
package io.saltern.store.sqlite.internal;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** A few connections for reading, each lent to one caller at a time. */
final class Readers implements AutoCloseable {
  private static final int COUNT = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final String name;
  private final BlockingQueue<Statements> idle = new ArrayBlockingQueue<>(COUNT);

  Readers(String name, Connections connections) throws SQLException {
    this.name = name;
    for (int i = 0; i < COUNT; i++) {
      idle.add(new Statements(connections.reader()));
    }
  }

  /**
   * Reads.
   *
   * @throws StoreException when that fails, or all connections stay busy
   */
  <T> T read(Operation<T> operation) {
    Statements statements = borrow();
    try {
      return operation.run(statements);
    } catch (SQLException e) {
      statements.forget(e);
      throw new StoreException("cannot read " + name, e);
    } finally {
      idle.add(statements);
    }
  }

  private Statements borrow() {
    try {
      Statements statements = idle.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      if (statements == null) {
        throw new StoreException("all connections to " + name + " are busy");
      }
      return statements;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("interrupted while waiting to read " + name, e);
    }
  }

  @Override
  public void close() throws SQLException {
    for (int i = 0; i < COUNT; i++) {
      borrow().close();
    }
  }
}
