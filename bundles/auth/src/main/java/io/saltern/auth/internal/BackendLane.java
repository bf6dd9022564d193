// SPDX-License-Identifier: Apache-2.0
package io.saltern.auth.internal;

import io.saltern.api.auth.EauthBackend;
import io.saltern.api.auth.Login;
import io.saltern.api.auth.LoginDiagnosis;
import io.saltern.api.auth.LoginStep;
import io.saltern.api.auth.LoginStep.Outcome;
import io.saltern.api.auth.Verdict;
import io.saltern.api.swap.ServiceSlot;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

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

  private static final Duration DIAGNOSIS_GRACE = Duration.ofSeconds(1);

  private final ServiceSlot<EauthBackend> slot;
  private final ServiceSlot<LoginDiagnosis> diagnoses;
  private final ThreadPoolExecutor threads;
  private final LaneFigures figures = new LaneFigures();

  BackendLane(String name) {
    slot = new ServiceSlot<>("authentication backend " + name, PATIENCE);
    diagnoses = new ServiceSlot<>("diagnosis of backend " + name, DIAGNOSIS_GRACE);
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
    slot.unbind(backend);
  }

  void bindDiagnosis(LoginDiagnosis diagnosis, int rank) {
    diagnoses.bind(diagnosis, rank);
  }

  void unbindDiagnosis(LoginDiagnosis diagnosis) {
    diagnoses.unbind(diagnosis);
  }

  LaneFigures figures() {
    return figures;
  }

  /** Whether a service is there now. */
  boolean isPresent() {
    return slot.isPresent();
  }

  /** Whether a service is there, or was a moment ago and so is being replaced. */
  boolean exists() {
    return slot.isExpected();
  }

  /**
   * Asks.
   *
   * @return fails for a {@link TimeoutException} when there is no answer in time
   */
  CompletableFuture<Verdict> ask(Login login, Duration patience) {
    return ask(slot, backend -> backend.authenticate(login), patience);
  }

  private <S> CompletableFuture<Verdict> ask(
      ServiceSlot<S> services, Function<S, CompletionStage<Verdict>> question, Duration patience) {
    CompletableFuture<Verdict> answer = new CompletableFuture<>();
    FutureTask<Void> turn = new FutureTask<>(() -> call(services, question, answer), null);
    // whoever has the answer finds it counted
    CompletableFuture<Verdict> counted =
        answer
            .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
            .whenComplete(
                (verdict, failure) -> {
                  if (failure != null) {
                    figures.failed();
                  }
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
    return counted;
  }

  private <S> void call(
      ServiceSlot<S> services,
      Function<S, CompletionStage<Verdict>> question,
      CompletableFuture<Verdict> answer) {
    try {
      services
          .callAsync(service -> timed(question, service, answer))
          .whenComplete(
              (verdict, failure) -> {
                if (failure != null) {
                  answer.completeExceptionally(failure);
                }
              });
    } catch (RuntimeException e) {
      answer.completeExceptionally(e);
    }
  }

  private <S> CompletionStage<Verdict> timed(
      Function<S, CompletionStage<Verdict>> question,
      S service,
      CompletableFuture<Verdict> answer) {
    long start = System.nanoTime();
    return question
        .apply(service)
        .whenComplete(
            (verdict, failure) -> {
              if (failure == null && !answer.isDone()) {
                figures.answered(verdict, System.nanoTime() - start);
                answer.complete(verdict);
              }
            });
  }

  /**
   * Asks by the backend's own diagnosis, or as usual when it has none.
   *
   * @param steps takes what is done; the last of them says why there is no verdict, when there is
   *     none
   */
  CompletableFuture<Verdict> diagnose(Login login, Duration patience, Steps steps) {
    if (!diagnoses.isPresent()) {
      steps.accept(step(Outcome.SKIPPED, "this backend does not tell its steps"));
      return ask(login, patience);
    }
    CompletableFuture<Verdict> answer =
        ask(diagnoses, diagnosis -> diagnosis.diagnose(login, steps), patience);
    return answer.whenComplete(
        (verdict, failure) -> {
          if (failure != null) {
            Throwable why = failure instanceof CompletionException ? failure.getCause() : failure;
            steps.endFailed(
                step(
                    Outcome.FAILED,
                    why instanceof TimeoutException
                        ? "no answer within " + patience.toMillis() + " ms"
                        : String.valueOf(why)));
          }
        });
  }

  private static LoginStep step(Outcome outcome, String detail) {
    return new LoginStep("diagnosis", outcome, detail);
  }

  void close() {
    threads.shutdownNow();
  }
}
