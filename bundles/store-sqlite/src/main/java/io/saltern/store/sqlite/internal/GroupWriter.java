// SPDX-License-Identifier: Apache-2.0
package io.saltern.store.sqlite.internal;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only writer of a database: a thread that takes what waits into one transaction, commits it,
 * and only then reports each write as done. While a commit is on its way to the disk the next
 * writes gather.
 */
final class GroupWriter implements AutoCloseable {
  static final int QUEUE_BOUND = 20_000;

  private static final Logger LOG = LoggerFactory.getLogger(GroupWriter.class);
  private static final int GROUP_BOUND = 1_000;
  private static final long GATHERING_NANOS = 300_000;
  private static final Duration LAST_WRITES = Duration.ofSeconds(10);
  private static final long IDLE_MILLIS = 200;

  private final String name;
  private final Statements statements;
  private final BlockingQueue<Write<?>> queue;
  private final AtomicLong refused = new AtomicLong();
  private final ExecutorService reporters;
  private final Thread thread;
  private volatile boolean closing;

  /**
   * @param name the file, for messages
   * @param statements of a connection in autocommit mode, from now on the writer's own
   * @param preparation what the writer's thread does before the first write; may fail
   */
  GroupWriter(String name, Statements statements, int queueBound, Operation<?> preparation) {
    this.name = name;
    this.statements = statements;
    this.queue = new ArrayBlockingQueue<>(queueBound);
    this.reporters =
        Executors.newFixedThreadPool(2, work -> daemon(work, "saltern-store-committed"));
    this.thread = daemon(() -> work(preparation), "saltern-store-writer");
    thread.start();
  }

  private static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  <T> CompletionStage<T> submit(Operation<T> operation) {
    return submit(operation, result -> {});
  }

  /** Queues a write; one that does not fit, or comes after the end, fails at once. */
  <T> CompletionStage<T> submit(Operation<T> operation, Consumer<T> committed) {
    Write<T> write = new Write<>(operation, committed);
    if (closing) {
      write.fail(new StoreException(name + " is closed"));
    } else if (!queue.offer(write)) {
      write.fail(new StoreException("too many writes wait for " + name));
      long count = refused.incrementAndGet();
      if (Long.bitCount(count) == 1) {
        LOG.warn("Refused a write to {}: too many wait ({} refused so far)", name, count);
      }
    } else if (closing && queue.remove(write)) {
      write.fail(new StoreException(name + " is closed"));
    }
    return write.outcome;
  }

  private void work(Operation<?> preparation) {
    try {
      preparation.run(statements);
    } catch (SQLException | RuntimeException e) {
      LOG.warn("The log of {} is not prepared, its first writes take longer", name, e);
      statements.forget(e);
    }
    List<Write<?>> group = new ArrayList<>();
    int previous = 0;
    while (true) {
      Write<?> first = take();
      if (first == null) {
        return;
      }
      group.add(first);
      gather(previous);
      queue.drainTo(group, GROUP_BOUND - 1);
      previous = group.size();
      commit(List.copyOf(group));
      group.clear();
    }
  }

  /**
   * Those whose writes were committed together tend to come again together: a moment's wait for
   * them costs less than a commit for the first of them alone.
   */
  private void gather(int previous) {
    if (queue.size() + 1 < previous) {
      LockSupport.parkNanos(GATHERING_NANOS);
    }
  }

  private @Nullable Write<?> take() {
    while (true) {
      boolean last = closing;
      try {
        Write<?> write = queue.poll(last ? 0 : IDLE_MILLIS, TimeUnit.MILLISECONDS);
        if (write != null || last) {
          return write;
        }
      } catch (InterruptedException e) {
        LOG.debug("Interrupted while waiting for writes to {}", name, e);
      }
    }
  }

  private void commit(List<Write<?>> group) {
    try {
      transact(group);
    } catch (SQLException | RuntimeException e) {
      if (group.size() > 1) {
        LOG.warn(
            "{} writes to {} failed together, trying each alone: {}",
            group.size(),
            name,
            e.toString());
        group.forEach(write -> commit(List.of(write)));
        return;
      }
      LOG.error("A write to {} failed: {}", name, e.toString());
      reporters.execute(
          () -> group.get(0).fail(new StoreException("a write to " + name + " failed", e)));
      return;
    }
    group.forEach(Write::afterCommit);
    reporters.execute(() -> group.forEach(Write::complete));
  }

  private void transact(List<Write<?>> group) throws SQLException {
    statements.with("BEGIN IMMEDIATE").execute();
    try {
      for (Write<?> write : group) {
        write.run(statements);
      }
      statements.with("COMMIT").execute();
    } catch (SQLException | RuntimeException e) {
      rollBack(e);
      throw e;
    }
  }

  /** A full disk ends the transaction by itself: then there is nothing to roll back. */
  private void rollBack(Exception cause) {
    statements.forget(cause);
    try {
      statements.with("ROLLBACK").execute();
    } catch (SQLException e) {
      cause.addSuppressed(e);
      statements.forget(cause);
    }
  }

  private void giveUp() {
    List<Write<?>> left = new ArrayList<>();
    queue.drainTo(left);
    LOG.error("{} writes to {} are given up: the disk does not take them", left.size(), name);
    left.forEach(write -> write.fail(new StoreException(name + " does not take writes")));
  }

  /** Takes no more writes, commits those that wait, and closes the connection. */
  @Override
  public void close() throws SQLException {
    closing = true;
    try {
      thread.join(LAST_WRITES.toMillis());
      if (thread.isAlive()) {
        giveUp();
      }
      reporters.shutdown();
      if (!reporters.awaitTermination(LAST_WRITES.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("Those who wait for writes to {} are still busy", name);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    statements.close();
  }
}
