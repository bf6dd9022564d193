// SPDX-License-Identifier: Apache-2.0
package io.saltern.itests.container;

import io.saltern.api.Caller;
import io.saltern.api.auth.AuthenticationException;
import io.saltern.api.auth.Authenticator;
import io.saltern.api.auth.Login;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Users of several backends who log in without pause, rightly and wrongly. */
final class LoginLoad {
  private final Authenticator authenticator;
  private final List<Credentials> users;
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicLong longest = new AtomicLong();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean ended;

  /** A user of a backend. */
  record Credentials(String eauth, String user, String password) {}

  LoginLoad(Authenticator authenticator, List<Credentials> users) {
    this.authenticator = authenticator;
    this.users = users;
  }

  /**
   * Begins.
   *
   * @param right how many at a time know their passwords
   * @param wrong how many at a time do not
   */
  void start(int right, int wrong) {
    for (int i = 0; i < right + wrong; i++) {
      boolean knows = i < right;
      int number = i;
      Thread thread = new Thread(() -> logIn(number, knows), "login-load-" + i);
      threads.add(thread);
      thread.start();
    }
  }

  private void logIn(int number, boolean knows) {
    Credentials user = users.get(number % users.size());
    while (!ended) {
      long start = System.nanoTime();
      String outcome = outcome(user, knows ? user.password() : "wrong");
      longest.accumulateAndGet(System.nanoTime() - start, Math::max);
      count.incrementAndGet();
      if (!outcome.equals(knows ? "let in" : "refused")) {
        failures.add(user.eauth() + (knows ? ", right: " : ", wrong: ") + outcome);
      }
    }
  }

  private String outcome(Credentials user, String password) {
    try {
      Caller caller =
          authenticator
              .login(new Login(user.eauth(), user.user(), password.toCharArray(), "a test"), null)
              .toCompletableFuture()
              .get(60, TimeUnit.SECONDS);
      return caller.user().equals(user.user()) ? "let in" : caller.toString();
    } catch (ExecutionException e) {
      return e.getCause() instanceof AuthenticationException refusal && !refusal.isTimeout()
          ? "refused"
          : e.getCause().toString();
    } catch (TimeoutException | InterruptedException | RuntimeException e) {
      return e.toString();
    }
  }

  int count() {
    return count.get();
  }

  Duration longest() {
    return Duration.ofNanos(longest.get());
  }

  /** Ends, and tells what was not as it should be. */
  List<String> end() throws InterruptedException {
    ended = true;
    for (Thread thread : threads) {
      thread.join();
    }
    return List.copyOf(failures);
  }
}
