// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.pam.internal;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Calls PAM on threads of its own. Nothing ends a call into PAM that hangs: its thread is replaced
 * by another, until too many hang.
 */
final class PamPool implements PamGate {
  /** How many threads may hang before all logins are refused at once. */
  static final int MOST_STUCK = 16;

  private static final int LEAST_WIDTH = 4;
  private static final int MOST_WAITING = 1_000;
  private static final long IDLE_SECONDS = 30;

  private final Stack stack;
  private final int width;
  private final Consumer<String> warnings;
  private final ThreadPoolExecutor threads;
  private int stuck;

  /** What checks a login on the calling thread. */
  @FunctionalInterface
  interface Stack {
    PamAnswer check(PamQuestion question) throws IOException;
  }

  PamPool(Stack stack, Consumer<String> warnings) {
    this(stack, Math.max(LEAST_WIDTH, 2 * Runtime.getRuntime().availableProcessors()), warnings);
  }

  /**
   * @param width how many calls run at once
   * @param warnings takes what an administrator should know
   */
  PamPool(Stack stack, int width, Consumer<String> warnings) {
    this.stack = stack;
    this.width = width;
    this.warnings = warnings;
    threads =
        new ThreadPoolExecutor(
            width,
            width,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            task -> {
              Thread thread = new Thread(task, "saltern-pam");
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
  }

  @Override
  public CompletableFuture<PamAnswer> check(PamQuestion question) {
    Call call = new Call(question);
    String obstacle = obstacle();
    if (obstacle != null) {
      call.fail(obstacle);
      return call.answer;
    }
    try {
      threads.execute(call);
    } catch (RejectedExecutionException e) {
      call.fail(threads.isShutdown() ? "PAM is being left" : MOST_WAITING + " logins wait for PAM");
    }
    return call.answer;
  }

  /** How many threads hang now. */
  synchronized int stuck() {
    return stuck;
  }

  private @Nullable String obstacle() {
    int now = stuck();
    return now < MOST_STUCK ? null : now + " threads hang in PAM: nobody is let in until one ends";
  }

  @Override
  public void close() {
    threads.shutdown();
  }

  private synchronized void late(Call call) {
    if (!call.returned && !call.counted) {
      call.counted = true;
      stuck++;
      resize();
      warnings.accept(
          "PAM has not answered for %s within %d ms; threads that hang: %d of at most %d"
              .formatted(call.question, call.question.patience().toMillis(), stuck, MOST_STUCK));
    }
  }

  private synchronized void returned(Call call) {
    call.returned = true;
    if (call.counted) {
      stuck--;
      resize();
      warnings.accept(
          "PAM has returned late for %s; threads that hang: %d".formatted(call.question, stuck));
    }
  }

  private void resize() {
    int size = width + Math.min(stuck, MOST_STUCK);
    if (size > threads.getMaximumPoolSize()) {
      threads.setMaximumPoolSize(size);
      threads.setCorePoolSize(size);
    } else {
      threads.setCorePoolSize(size);
      threads.setMaximumPoolSize(size);
    }
  }

  /** One login's turn. */
  private final class Call implements Runnable {
    private final PamQuestion question;
    private final CompletableFuture<PamAnswer> answer = new CompletableFuture<>();
    private final long asked = System.nanoTime();
    private boolean returned;
    private boolean counted;

    Call(PamQuestion question) {
      this.question = question;
    }

    void fail(String why) {
      question.wipe();
      answer.completeExceptionally(new IOException(why));
    }

    @Override
    public void run() {
      String obstacle = obstacle();
      long waited = System.nanoTime() - asked;
      if (obstacle != null || waited > question.patience().toNanos()) {
        fail(obstacle == null ? "no thread was free for PAM in time" : obstacle);
        return;
      }
      var unused =
          answer
              .orTimeout(question.patience().toNanos(), TimeUnit.NANOSECONDS)
              .whenComplete(
                  (done, failure) -> {
                    if (failure instanceof TimeoutException) {
                      late(this);
                    }
                  });
      try {
        PamAnswer found = stack.check(question);
        question.wipe();
        returned(this);
        answer.complete(found);
      } catch (IOException | RuntimeException | LinkageError e) {
        question.wipe();
        returned(this);
        answer.completeExceptionally(e);
      }
    }
  }
}
