// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.pam.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.saltern.eauth.pam.internal.PamAnswer.Phase;
import io.saltern.testing.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class PamPoolTest {
  private static final PamAnswer PASSED = new PamAnswer(Phase.PASSED, 0, "", "alice", Set.of());
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration SHORT = Duration.ofMillis(500);

  private final Queue<String> warnings = new ConcurrentLinkedQueue<>();
  private final CountDownLatch free = new CountDownLatch(1);
  private final PamPool pool = new PamPool(this::check, 2, warnings::add);

  private PamAnswer check(PamQuestion question) throws IOException {
    if (question.user().equals("broken")) {
      throw new IOException("no such database");
    }
    if (question.user().equals("hangs")) {
      try {
        free.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    return PASSED;
  }

  @AfterEach
  void close() {
    free.countDown();
    pool.close();
  }

  private static PamQuestion question(String user, Duration patience) {
    return new PamQuestion("login", user, new byte[] {'p', 'w'}, patience);
  }

  private PamAnswer ask(String user) throws Exception {
    return pool.check(question(user, LONG)).get(60, TimeUnit.SECONDS);
  }

  @Test
  void answersAndWipes() throws Exception {
    PamQuestion question = question("alice", LONG);
    assertThat(pool.check(question).get(60, TimeUnit.SECONDS)).isEqualTo(PASSED);
    assertThat(question.password()).containsOnly(0);
  }

  @Test
  void aFailureIsNoVerdict() {
    assertThatThrownBy(() -> ask("broken"))
        .isInstanceOf(ExecutionException.class)
        .hasMessageContaining("no such database");
  }

  @Test
  void threadsThatHangAreReplacedUntilTheyAreTooMany() throws Exception {
    for (int hanging = 0; hanging < PamPool.MOST_STUCK; ) {
      assertThat(ask("alice")).isEqualTo(PASSED);
      CompletableFuture<PamAnswer> late = pool.check(question("hangs", SHORT));
      ExecutionException why = catchThrowableOfType(ExecutionException.class, late::get);
      // or else no thread was free in so short a time
      if (why.getCause() instanceof TimeoutException) {
        hanging++;
        int now = hanging;
        Await.until(now + " threads hang", () -> pool.stuck() == now);
      }
    }
    PamQuestion more = question("alice", LONG);
    assertThat(pool.check(more)).isCompletedExceptionally();
    assertThat(more.password()).containsOnly(0);
    assertThat(warnings)
        .hasSize(PamPool.MOST_STUCK)
        .anyMatch(line -> line.endsWith("hang: 16 of at most 16"));
    free.countDown();
    Await.until("all have returned", () -> pool.stuck() == 0);
    assertThat(ask("alice")).isEqualTo(PASSED);
    assertThat(warnings).hasSize(2 * PamPool.MOST_STUCK).noneMatch(line -> line.contains("pw"));
  }

  @Test
  void whoWaitsTooLongIsNotAskedAbout() throws Exception {
    pool.check(question("hangs", LONG));
    pool.check(question("hangs", LONG));
    CompletableFuture<PamAnswer> late = pool.check(question("alice", Duration.ofNanos(1)));
    free.countDown();
    assertThatThrownBy(() -> late.get(60, TimeUnit.SECONDS))
        .hasMessageContaining("no thread was free");
  }

  @Test
  void endsWhatWasBegunWhenItIsLeft() throws Exception {
    CompletableFuture<PamAnswer> before = pool.check(question("hangs", LONG));
    pool.close();
    assertThat(pool.check(question("alice", LONG))).isCompletedExceptionally();
    free.countDown();
    assertThat(before.get(60, TimeUnit.SECONDS)).isEqualTo(PASSED);
  }
}
