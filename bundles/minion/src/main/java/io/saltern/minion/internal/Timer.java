// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.internal;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread for all that is short and must happen in order; what fails there is logged. */
class Timer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Timer.class);

  private final ScheduledThreadPoolExecutor executor;

  Timer(String name) {
    executor =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread thread = new Thread(work, name);
              thread.setDaemon(true);
              return thread;
            });
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Soon. After the end nothing happens. */
  void run(Runnable work) {
    after(Duration.ZERO, work);
  }

  /** After a while. After the end nothing happens. */
  @SuppressWarnings("FutureReturnValueIgnored")
  void after(Duration wait, Runnable work) {
    try {
      executor.schedule(() -> guarded(work), wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closed) {
      LOG.trace("The minion ends: nothing more is begun");
    }
  }

  /** When something is there, or has failed. */
  @SuppressWarnings("FutureReturnValueIgnored")
  <T extends @Nullable Object> void when(
      CompletableFuture<T> future, BiConsumer<@Nullable T, @Nullable Throwable> then) {
    future.whenComplete((value, failure) -> run(() -> then.accept(value, failure)));
  }

  private static void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      LOG.error("Something went wrong in the minion", e);
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
