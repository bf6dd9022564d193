// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.transport.InboundRequest;
import io.saltern.wire.AuthRequest;
import io.saltern.wire.Nonce;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignInDeskTest {
  @TempDir Path folder;
  private final AtomicInteger answers = new AtomicInteger();
  private ServerContext context;
  private SignInDesk desk;

  @BeforeEach
  void open() throws Exception {
    context =
        new TestMaster(folder, TestMaster.tools(new MemoryTransport()), Keys.MASTER).context();
    desk = new SignInDesk(context, new SignInReplies(context, () -> 4505));
  }

  private static AuthRequest request(String signature) {
    return new AuthRequest(
        "web1",
        Optional.of(Nonce.random()),
        "OAEP-SHA1",
        signature,
        Map.of(),
        Optional.empty(),
        TestMaster.pem(Keys.MINION));
  }

  private final InboundRequest message =
      new InboundRequest() {
        @Override
        public byte[] body() {
          return new byte[0];
        }

        @Override
        public String peer() {
          return "192.0.2.1:9";
        }

        @Override
        public void reply(byte[] body) {
          answers.incrementAndGet();
        }
      };

  private void decideAfter(Duration waited) {
    desk.decideInTime(request("PKCS1v15-SHA1"), 3, message, System.nanoTime() - waited.toNanos());
  }

  @Test
  void keepsAFleetThatComesAtOnceAndTellsWhenEachIsOver() throws Exception {
    int cores = Runtime.getRuntime().availableProcessors();
    CountDownLatch begun = new CountDownLatch(1);
    for (int i = 0; i < cores; i++) {
      assertThat(context.signers().tryExecute(() -> await(begun))).isTrue();
    }
    AuthRequest request = request("none that is known");
    List<CompletableFuture<?>> all = new ArrayList<>();
    for (int i = 0; i < 2_000 * cores; i++) {
      all.add(desk.take(request, 3, message).toCompletableFuture());
    }
    assertThat(all).noneMatch(CompletableFuture::isDone);
    assertThat(desk.take(request, 3, message).toCompletableFuture()).as("one too many").isDone();
    assertThat(context.refusals().counts()).containsEntry("OVERLOADED", 1L);
    begun.countDown();
    CompletableFuture.allOf(all.toArray(new CompletableFuture<?>[0])).get(60, TimeUnit.SECONDS);
    long stale = context.refusals().counts().getOrDefault("STALE_SIGN_IN", 0L);
    assertThat(answers.get() + stale).isEqualTo(all.size());
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void signsInWhoHasWaitedALittle() {
    decideAfter(SignInDesk.STALE.minusSeconds(1));
    assertThat(answers).hasValue(1);
    assertThat(context.counters().signIns.sum()).isEqualTo(1);
  }

  @Test
  void spendsNothingOnAMinionThatHasGivenUp() {
    decideAfter(SignInDesk.STALE.plusMillis(1));
    assertThat(answers).hasValue(0);
    assertThat(context.counters().signIns.sum()).isZero();
    assertThat(context.refusals().counts()).containsEntry("STALE_SIGN_IN", 1L);
  }

  @Test
  void givesUpBeforeTheMinionDoes() {
    assertThat(SignInDesk.STALE).isLessThan(Duration.ofSeconds(5));
  }
}
