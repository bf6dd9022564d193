// SPDX-License-Identifier: Apache-2.0
package io.saltern.auth.internal;

import io.saltern.api.auth.EauthBackend;
import io.saltern.api.auth.Login;
import io.saltern.api.auth.Verdict;
import io.saltern.api.swap.ServiceSlot;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One backend: the services of its name, and threads of its own, so that no other backend waits for
 * it.
 */
final class BackendLane {
  /** How long a login waits for a service that is being replaced, and a service for its logins. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final int THREADS = 16;
  private static final int MOST_WAITING = 1_000;
  private static final long IDLE_SECONDS = 30;

  private final ServiceSlot<EauthBackend> slot;
  private final ThreadPoolExecutor threads;
  private volatile long goneAt = System.nanoTime() - PATIENCE.toNanos();

  BackendLane(String name) {
    slot = new ServiceSlot<>("authentication backend " + name, PATIENCE);
    threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            task -> {
              Thread thread = new Thread(task, "saltern-eauth-" + name);
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
  }

  void bind(EauthBackend backend, int rank) {
    slot.bind(backend, rank);
  }

  void unbind(EauthBackend backend) {
    goneAt = System.nanoTime();
    slot.unbind(backend);
    goneAt = System.nanoTime();
  }

  /** Whether a service is there now. */
  boolean isPresent() {
    return slot.isPresent();
  }

  /** Whether a service is there, or was a moment ago and so is being replaced. */
  boolean exists() {
    return slot.isPresent() || System.nanoTime() - goneAt < PATIENCE.toNanos();
  }

  /**
   * Asks.
   *
   * @return fails with a {@link TimeoutException} when there is no answer in time
   */
  CompletableFuture<Verdict> ask(Login login, Duration patience) {
    CompletableFuture<Verdict> answer = new CompletableFuture<>();
    FutureTask<Void> turn = new FutureTask<>(() -> call(login, answer), null);
    var unused =
        answer
            .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
            .whenComplete(
                (verdict, failure) -> {
                  if (failure instanceof TimeoutException) {
                    turn.cancel(true);
                    threads.remove(turn);
                  }
                });
    try {
      threads.execute(turn);
    } catch (RejectedExecutionException e) {
      answer.completeExceptionally(
          new IllegalStateException(MOST_WAITING + " logins wait already", e));
    }
    return answer;
  }

  private void call(Login login, CompletableFuture<Verdict> answer) {
    try {
      slot.callAsync(backend -> backend.authenticate(login))
          .whenComplete(
              (verdict, failure) -> {
                if (failure == null) {
                  answer.complete(verdict);
                } else {
                  answer.completeExceptionally(failure);
                }
              });
    } catch (RuntimeException e) {
      answer.completeExceptionally(e);
    }
  }

  void close() {
    threads.shutdownNow();
  }
}
