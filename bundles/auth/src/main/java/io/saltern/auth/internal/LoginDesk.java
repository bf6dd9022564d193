// SPDX-License-Identifier: Apache-2.0
package io.saltern.auth.internal;

import io.saltern.api.Caller;
import io.saltern.api.Caller.Proof;
import io.saltern.api.auth.AuthenticationException;
import io.saltern.api.auth.Login;
import io.saltern.api.auth.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes logins to their backends, and answers all that fail alike. */
final class LoginDesk {
  private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}]{1,256}");
  private static final int LONGEST_PASSWORD = 4_096;

  /** How many failures wait for their delay; more are answered at once. */
  private static final int MOST_WAITING = 10_000;

  private final Backends backends;
  private final Lockout lockout;
  private final FailureDelay delay;
  private final Executor answering;
  private final LoginLog log;
  private final Semaphore waiting = new Semaphore(MOST_WAITING);

  /**
   * @param answering where logins are answered
   */
  LoginDesk(Backends backends, Clock clock, FailureDelay delay, Executor answering, LoginLog log) {
    this.log = log;
    this.backends = backends;
    this.lockout = new Lockout(clock);
    this.delay = delay;
    this.answering = answering;
  }

  /** How a backend is asked. */
  interface Question {
    CompletableFuture<Verdict> ask(BackendLane lane, Login login, Duration patience);
  }

  CompletableFuture<Caller> login(AuthSettings settings, Login login, @Nullable Duration patience) {
    return login(settings, login, patience, BackendLane::ask);
  }

  CompletableFuture<Caller> login(
      AuthSettings settings, Login login, @Nullable Duration patience, Question question) {
    CompletableFuture<Caller> answer = new CompletableFuture<>();
    long start = System.nanoTime();
    Optional<String> obstacle = obstacle(settings, login);
    Optional<BackendLane> lane = backends.find(login.eauth());
    if (obstacle.isPresent() || lane.isEmpty()) {
      login.wipe();
      refuse(login, obstacle.orElse("there is no such backend"), start, answer);
      return answer;
    }
    Duration wait = settings.patience(patience);
    var unused =
        question
            .ask(lane.get(), login, wait)
            .whenCompleteAsync(
                (verdict, failure) -> {
                  login.wipe();
                  if (failure == null) {
                    judge(settings, login, verdict, start, answer);
                  } else {
                    failed(login, wait, failure, start, answer);
                  }
                },
                answering);
    return answer;
  }

  /** Why a login would not even be taken to its backend, for administrators. */
  Optional<String> obstacle(AuthSettings settings, Login login) {
    if (!NAME.matcher(login.user()).matches()) {
      return Optional.of("the name is empty, too long or not printable");
    }
    if (login.password().length > LONGEST_PASSWORD) {
      return Optional.of("the password is longer than " + LONGEST_PASSWORD);
    }
    if (!settings.enables(login.eauth())) {
      return Optional.of("external_auth does not enable this backend");
    }
    return lockout.locked(login.eauth(), login.user(), settings.lockout())
        ? Optional.of("the user is locked out")
        : Optional.empty();
  }

  /** How many users of a backend are locked out now. */
  int locked(AuthSettings settings, String eauth) {
    return lockout.locked(eauth, settings.lockout());
  }

  private void judge(
      AuthSettings settings,
      Login login,
      Verdict verdict,
      long start,
      CompletableFuture<Caller> answer) {
    Lockout.Terms terms = settings.lockout();
    if (verdict instanceof Verdict.Rejected rejected) {
      boolean last = lockout.failed(login.eauth(), login.user(), terms);
      String reason = rejected.reason();
      refuse(
          login,
          last ? reason + "; locked out for " + terms.time().toSeconds() + " s" : reason,
          start,
          answer);
    } else if (verdict instanceof Verdict.Accepted accepted) {
      if (lockout.locked(login.eauth(), login.user(), terms)) {
        refuse(login, "the user was locked out meanwhile", start, answer);
      } else if (!NAME.matcher(accepted.user()).matches()) {
        refuse(login, "the backend gives an empty or unprintable name", start, answer);
      } else {
        lockout.succeeded(login.eauth(), login.user());
        admit(
            new Caller(accepted.user(), Proof.EAUTH, login.eauth(), accepted.groups()),
            login.origin(),
            start,
            answer);
      }
    }
  }

  /** Lets somebody in, once that is on record. */
  void admit(Caller caller, String origin, long start, CompletableFuture<Caller> answer) {
    var unused =
        log.accepted(caller.proof(), caller.user(), caller.eauth(), origin)
            .whenCompleteAsync(
                (recorded, failure) -> {
                  if (failure == null) {
                    answer.complete(caller);
                  } else {
                    String reason = "it cannot be put on record: " + failure;
                    log.refused(caller.proof(), caller.user(), caller.eauth(), origin, reason);
                    refuseLater(start, answer);
                  }
                },
                answering);
  }

  private void failed(
      Login login, Duration wait, Throwable failure, long start, CompletableFuture<Caller> answer) {
    Throwable why =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (why instanceof TimeoutException) {
      String reason = "no answer within " + wait.toMillis() + " ms";
      log.refused(Proof.EAUTH, login.user(), login.eauth(), login.origin(), reason);
      answer.completeExceptionally(AuthenticationException.timedOut());
    } else {
      refuse(login, "the backend failed: " + why, start, answer);
    }
  }

  private void refuse(Login login, String reason, long start, CompletableFuture<?> answer) {
    log.refused(Proof.EAUTH, login.user(), login.eauth(), login.origin(), reason);
    refuseLater(start, answer);
  }

  /** Answers with the one refusal, when it is time. No thread waits for it. */
  void refuseLater(long start, CompletableFuture<?> answer) {
    if (!waiting.tryAcquire()) {
      answer.completeExceptionally(AuthenticationException.refused());
      return;
    }
    CompletableFuture.delayedExecutor(delay.left(start), TimeUnit.NANOSECONDS, answering)
        .execute(
            () -> {
              waiting.release();
              answer.completeExceptionally(AuthenticationException.refused());
            });
  }
}
