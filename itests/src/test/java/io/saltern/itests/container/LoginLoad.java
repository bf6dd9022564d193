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
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicLong longest = new AtomicLong();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean ended;

  /** A user of a backend. */
  record Credentials(String eauth, String user, String password) {}

  LoginLoad(Authenticator authenticator) {
    this.authenticator = authenticator;
  }

  /** Has somebody log in again and again, who is to be let in. */
  void right(Credentials user) {
    start(user, "let in");
  }

  /** Has somebody log in again and again, who is to be refused. */
  void wrong(Credentials user) {
    start(user, "refused");
  }

  private void start(Credentials user, String expected) {
    Thread thread = new Thread(() -> logIn(user, expected), "login-load-" + threads.size());
    threads.add(thread);
    thread.start();
  }

  private void logIn(Credentials user, String expected) {
    while (!ended) {
      long start = System.nanoTime();
      String outcome = outcome(user);
      longest.accumulateAndGet(System.nanoTime() - start, Math::max);
      count.incrementAndGet();
      if (!outcome.equals(expected)) {
        failures.add(user.user() + " of " + user.eauth() + ": " + outcome);
      }
    }
  }

  private String outcome(Credentials user) {
    try {
      Caller caller =
          authenticator
              .login(
                  new Login(user.eauth(), user.user(), user.password().toCharArray(), "a test"),
                  null)
              .toCompletableFuture()
              .get(240, TimeUnit.SECONDS);
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
