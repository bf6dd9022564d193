// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A bounded number of threads with a bounded queue. Idle threads end. */
final class Pool implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Pool.class);
  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final String name;
  private final ThreadPoolExecutor threads;

  Pool(String name, int size, int bound) {
    AtomicInteger count = new AtomicInteger();
    this.name = name;
    this.threads =
        new ThreadPoolExecutor(
            size,
            size,
            IDLE.toMillis(),
            TimeUnit.MILLISECONDS,
            new ArrayBlockingQueue<>(bound),
            work -> {
              Thread thread = new Thread(work, name + "-" + count.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
  }

  /** Has the work done soon; false when the queue is full or the pool closed. */
  boolean tryExecute(Runnable work) {
    try {
      threads.execute(() -> run(work));
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  /** Has work done that must not be lost: by the caller when the queue is full. */
  Executor orCaller() {
    return work -> {
      if (!tryExecute(work)) {
        work.run();
      }
    };
  }

  private void run(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.error("Work in {} failed", name, e);
    }
  }

  /** Ends what is queued and under way, for a few seconds at most. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("{} pieces of work given up in {}", threads.shutdownNow().size(), name);
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
