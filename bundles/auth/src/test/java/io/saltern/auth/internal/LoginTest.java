// SPDX-License-Identifier: Apache-2.0
package io.saltern.auth.internal;

import static io.saltern.auth.internal.Desk.assertRefused;
import static io.saltern.auth.internal.Desk.done;
import static io.saltern.auth.internal.Desk.login;
import static io.saltern.auth.internal.Desk.timesOut;
import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.Caller;
import io.saltern.api.audit.AuditEntry.LoggedIn;
import io.saltern.api.auth.EauthBackend;
import io.saltern.api.auth.Login;
import io.saltern.api.auth.Verdict;
import io.saltern.api.config.MasterOptions;
import io.saltern.testing.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoginTest {
  private final Desk desk = new Desk();

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void theRightPasswordMakesACallerWithGroups() throws Exception {
    assertThat(done(desk.login("fred", "fredfred")))
        .isEqualTo(new Caller("fred", Caller.Proof.EAUTH, "file", Set.of("ops")));
  }

  @Test
  void everyLoginIsOnRecordWithItsPreciseReason() throws Exception {
    done(desk.login("fred", "fredfred"));
    assertRefused(desk.login("fred", "x"));
    assertThat(desk.audit.entries())
        .containsExactly(
            new LoggedIn(Caller.Proof.EAUTH, "fred", "file", "a test", null),
            new LoggedIn(Caller.Proof.EAUTH, "fred", "file", "a test", "wrong password"));
  }

  @Test
  void whoeverMustBeOnRecordAndCannotBeIsRefused() throws Exception {
    String token = desk.token("fred").text();
    desk.audit.fail();
    assertRefused(desk.login("fred", "fredfred"));
    assertRefused(desk.service.redeem(token, "a test"));
  }

  @Test
  void everyRefusalLooksTheSameAndTakesItsTime() throws Exception {
    desk.backend("closed", login -> CompletableFuture.failedStage(new Exception("no connection")));
    desk.backend("disabled", Desk::nameTwice);
    desk.backend(
        "broken",
        login -> {
          throw new IllegalStateException("a bug");
        });
    desk.set(
        MasterOptions.EXTERNAL_AUTH,
        Map.of("file", Map.of(), "closed", Map.of(), "broken", Map.of(), "missing", Map.of()));
    for (Login wrong :
        List.of(
            login("file", "fred", "x"),
            login("file", "", ""),
            login("file", "a\nb", "a\nba\nb"),
            login("file", "a".repeat(257), "a".repeat(514)),
            login("file", "fred", "x".repeat(5000)),
            login("closed", "fred", "fredfred"),
            login("broken", "fred", "fredfred"),
            login("disabled", "fred", "fredfred"),
            login("missing", "fred", "fredfred"),
            login("nosuch", "fred", "fredfred"))) {
      long start = System.nanoTime();
      assertRefused(desk.service.login(wrong, null));
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isGreaterThanOrEqualTo(Desk.SHORT.least());
      assertThat(wrong.password()).isEqualTo(new char[wrong.password().length]);
    }
  }

  @Test
  void thePasswordIsWipedAfterASuccessToo() throws Exception {
    Login login = login("file", "fred", "fredfred");
    done(desk.service.login(login, null));
    assertThat(login.password()).containsOnly('\0');
    assertThat(login.toString()).isEqualTo("fred of file, by a test");
  }

  @Test
  void theNameIsTheOneThatTheBackendGives() throws Exception {
    desk.set(MasterOptions.EXTERNAL_AUTH, Map.of("ldap", Map.of()));
    desk.backend(
        "ldap",
        login -> CompletableFuture.completedStage(new Verdict.Accepted("fred", Set.of("g"))));
    assertThat(done(desk.service.login(login("ldap", "FRED", "x"), null)).user()).isEqualTo("fred");
  }

  @Test
  void aBackendThatDoesNotAnswerIsGivenUpAndInterrupted() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    desk.set(MasterOptions.EXTERNAL_AUTH, Map.of("stuck", Map.of(), "silent", Map.of()));
    desk.backend(
        "stuck",
        login -> {
          begun.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.countDown();
          }
          return new CompletableFuture<>();
        });
    desk.backend("silent", login -> new CompletableFuture<>());
    // a busy machine may give up a login before the backend has heard of it
    Duration patience = Duration.ofMillis(250);
    while (begun.getCount() > 0) {
      assertThat(timesOut(desk.service.login(login("stuck", "fred", "x"), patience))).isTrue();
      patience = patience.multipliedBy(2);
    }
    assertThat(interrupted.await(60, TimeUnit.SECONDS)).isTrue();
    desk.set(MasterOptions.EAUTH_TIMEOUT, 0.05);
    assertThat(timesOut(desk.service.login(login("silent", "fred", "x"), null))).isTrue();
  }

  @Test
  void tooManyWrongPasswordsLockAUserOutForAWhile() throws Exception {
    desk.set(MasterOptions.AUTH_LOCKOUT, 3L);
    desk.set(MasterOptions.AUTH_LOCKOUT_TIME, 60L);
    assertRefused(desk.login("fred", "x"));
    assertRefused(desk.login("fred", "x"));
    done(desk.login("fred", "fredfred"));
    for (String name : List.of("fred", "FRED", "Fred")) {
      assertRefused(desk.login(name, "x"));
    }
    assertRefused(desk.login("fred", "fredfred"));
    done(desk.login("bob", "bobbob"));
    desk.clock.pass(Duration.ofSeconds(60).minusMillis(1));
    assertRefused(desk.login("fred", "fredfred"));
    desk.clock.pass(Duration.ofMillis(1));
    done(desk.login("fred", "fredfred"));
  }

  @Test
  void guessesAtTheSameTimeDoNotGetRoundTheLock() throws Exception {
    desk.set(MasterOptions.AUTH_LOCKOUT, 3L);
    List<CompletableFuture<Verdict>> verdicts = new CopyOnWriteArrayList<>();
    desk.set(MasterOptions.EXTERNAL_AUTH, Map.of("slow", Map.of()));
    desk.backend(
        "slow",
        login -> {
          CompletableFuture<Verdict> verdict = new CompletableFuture<>();
          verdicts.add(verdict);
          return verdict;
        });
    List<CompletionStage<Caller>> answers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      answers.add(desk.service.login(login("slow", "fred", "x"), null));
    }
    Await.until("all asked", () -> verdicts.size() == 4);
    for (int i = 0; i < 3; i++) {
      verdicts.get(i).complete(new Verdict.Rejected("wrong password"));
    }
    Await.until(
        "three refusals",
        () ->
            answers.stream().filter(a -> a.toCompletableFuture().isCompletedExceptionally()).count()
                == 3);
    verdicts.get(3).complete(new Verdict.Accepted("fred", Set.of()));
    for (CompletionStage<Caller> answer : answers) {
      assertRefused(answer);
    }
  }

  @Test
  void withoutALimitNobodyIsLockedOut() throws Exception {
    desk.set(MasterOptions.AUTH_LOCKOUT, 0L);
    for (int i = 0; i < 20; i++) {
      assertRefused(desk.login("fred", "x"));
    }
    done(desk.login("fred", "fredfred"));
  }

  @Test
  void aNoAnswerIsNoWrongPassword() throws Exception {
    desk.set(MasterOptions.AUTH_LOCKOUT, 1L);
    desk.set(MasterOptions.EXTERNAL_AUTH, Map.of("frail", Map.of()));
    AtomicInteger asked = new AtomicInteger();
    desk.backend(
        "frail",
        login ->
            asked.incrementAndGet() == 1
                ? CompletableFuture.failedStage(new Exception("no connection"))
                : Desk.nameTwice(login));
    assertRefused(desk.service.login(login("frail", "fred", "fredfred"), null));
    done(desk.service.login(login("frail", "fred", "fredfred"), null));
  }

  @Test
  void aLoginEndsOnTheBackendItBeganWithAndTheNextTakesTheNewOne() throws Exception {
    CompletableFuture<Verdict> slow = new CompletableFuture<>();
    CountDownLatch begun = new CountDownLatch(1);
    EauthBackend old =
        login -> {
          begun.countDown();
          return slow;
        };
    Map<String, Object> properties = Map.of(EauthBackend.PROPERTY, "pam");
    desk.set(MasterOptions.EXTERNAL_AUTH, Map.of("pam", Map.of()));
    desk.backends.bind(old, properties);
    CompletionStage<Caller> first = desk.service.login(login("pam", "fred", "x"), null);
    assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
    CompletableFuture<Void> gone =
        CompletableFuture.runAsync(() -> desk.backends.unbind(old, properties));
    Await.until(
        "the old one takes no more", () -> !desk.backends.find("pam").orElseThrow().isPresent());
    CompletionStage<Caller> second = desk.service.login(login("pam", "bob", "bobbob"), null);
    assertThat(desk.service.backends()).contains("pam");
    assertThat(gone).isNotDone();
    slow.complete(new Verdict.Accepted("fred", Set.of()));
    assertThat(done(first).user()).isEqualTo("fred");
    gone.get(60, TimeUnit.SECONDS);
    desk.backends.bind(Desk::nameTwice, properties);
    assertThat(done(second).user()).isEqualTo("bob");
  }

  @Test
  void noLoginFailsForABackendThatIsReplacedAllTheTime() throws Exception {
    Map<String, Object> properties = Map.of(EauthBackend.PROPERTY, "pam");
    desk.set(MasterOptions.EXTERNAL_AUTH, Map.of("pam", Map.of()));
    AtomicInteger closed = new AtomicInteger();
    List<CompletionStage<Caller>> answers = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      AtomicInteger gone = new AtomicInteger();
      EauthBackend backend =
          login -> {
            closed.addAndGet(gone.get());
            return Desk.nameTwice(login)
                .thenApplyAsync(
                    verdict -> {
                      closed.addAndGet(gone.get());
                      return verdict;
                    });
          };
      desk.backends.bind(backend, properties);
      for (int user = 0; user < 10; user++) {
        answers.add(desk.service.login(login("pam", "fred", "fredfred"), null));
      }
      desk.backends.unbind(backend, properties);
      gone.set(1);
      for (int user = 0; user < 10; user++) {
        answers.add(desk.service.login(login("pam", "fred", "fredfred"), null));
      }
    }
    desk.backends.bind(Desk::nameTwice, properties);
    for (CompletionStage<Caller> answer : answers) {
      assertThat(done(answer).user()).isEqualTo("fred");
    }
    assertThat(closed).as("calls of a backend that was gone").hasValue(0);
  }

  @Test
  void twoHundredUsersOfSlowBackendsDoNotSlowAFastOne() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    Map<String, Object> enabled = new HashMap<>(Map.of("file", Map.of()));
    for (int i = 0; i < 20; i++) {
      enabled.put("slow" + i, Map.of());
      desk.backend(
          "slow" + i,
          login -> {
            try {
              answer.await();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
            return Desk.nameTwice(login);
          });
    }
    desk.set(MasterOptions.EXTERNAL_AUTH, enabled);
    done(desk.login("warm", "warmwarm"));
    long start = System.nanoTime();
    List<CompletionStage<Caller>> slow = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      slow.add(desk.service.login(login("slow" + i % 20, "u" + i, "u" + i + "u" + i), null));
    }
    long longest = 0;
    for (int i = 0; i < 200; i++) {
      long begin = System.nanoTime();
      done(desk.login("fast" + i, "fast" + i + "fast" + i));
      longest = Math.max(longest, System.nanoTime() - begin);
    }
    long fast = System.nanoTime() - start;
    assertThat(slow).noneMatch(login -> login.toCompletableFuture().isDone());
    answer.countDown();
    for (CompletionStage<Caller> login : slow) {
      done(login);
    }
    System.out.printf(
        "while 200 users wait for 20 backends, 200 logins at a fast backend: all in %d ms, the"
            + " slowest in %d us%n",
        Duration.ofNanos(fast).toMillis(), longest / 1000);
  }

  @Test
  void failuresThatWaitForTheirDelayHoldNoThread() throws Exception {
    try (Desk slow = new Desk(new FailureDelay(Duration.ofHours(1), Duration.ofHours(1)))) {
      List<CompletionStage<Caller>> refused = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        refused.add(slow.login("user" + i, "x"));
      }
      Await.until("all are judged", () -> slow.audit.entries().size() == 500);
      done(slow.login("fred", "fredfred"));
      assertThat(refused).noneMatch(answer -> answer.toCompletableFuture().isDone());
    }
  }

  @Test
  void aLoginWaitsForABackendThatIsBeingInstalled() throws Exception {
    desk.set(MasterOptions.EXTERNAL_AUTH, Map.of("new", Map.of(), "missing", Map.of()));
    desk.backends.bindSupply("new"::equals);
    assertThat(desk.service.backends()).containsExactly("file", "new");
    CompletionStage<Caller> early = desk.service.login(login("new", "fred", "fredfred"), null);
    assertRefused(desk.service.login(login("missing", "fred", "fredfred"), null));
    assertThat(early.toCompletableFuture()).isNotDone();
    desk.backend("new", Desk::nameTwice);
    assertThat(done(early).user()).isEqualTo("fred");
  }
}
