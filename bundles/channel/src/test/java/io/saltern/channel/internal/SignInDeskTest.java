// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.transport.InboundRequest;
import io.saltern.wire.AuthRequest;
import io.saltern.wire.Nonce;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
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

  private void decideAfter(Duration waited) {
    AuthRequest request =
        new AuthRequest(
            "web1",
            Optional.of(Nonce.random()),
            "OAEP-SHA1",
            "PKCS1v15-SHA1",
            Map.of(),
            Optional.empty(),
            TestMaster.pem(Keys.MINION));
    InboundRequest message =
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
    desk.decideInTime(request, 3, message, System.nanoTime() - waited.toNanos());
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
