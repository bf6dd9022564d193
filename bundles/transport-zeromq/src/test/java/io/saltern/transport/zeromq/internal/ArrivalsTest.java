// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.testing.Await;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ArrivalsTest {
  private static final int LARGE = 8 << 20;
  private static final int HEAP_SHARES = 4;

  private final Arrivals arrivals = new Arrivals(HEAP_SHARES * 3L * LARGE);

  /** A connection of which nothing arrives. */
  private static final class Sender implements Arrivals.Sender {
    private final boolean mayEnd;
    private boolean ended;

    Sender(boolean mayEnd) {
      this.mayEnd = mayEnd;
    }

    @Override
    public int arrived() {
      return 0;
    }

    @Override
    public boolean tryEnd() {
      ended = mayEnd;
      return mayEnd;
    }
  }

  private static Sender sender() {
    return new Sender(false);
  }

  private boolean takes(int size) {
    return arrivals.tryBegin(sender(), size);
  }

  @Test
  void largeFramesTogetherGetNoMoreThanTheirShare() {
    List<Sender> senders = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Sender sender = sender();
      senders.add(sender);
      assertThat(arrivals.tryBegin(sender, LARGE)).isTrue();
    }
    assertThat(takes(LARGE)).isFalse();
    arrivals.end(senders.get(0));
    assertThat(takes(LARGE)).as("one has arrived").isTrue();
    assertThat(takes(LARGE)).isFalse();
  }

  @Test
  void manyOfMiddlingSizeDoNotKeepLargeOnesOut() {
    int taken = 0;
    while (takes(1_000_000)) {
      taken++;
    }
    assertThat(taken).isEqualTo(12);
    assertThat(takes(LARGE)).isTrue();
  }

  @Test
  void theSlowMakeRoomForOthers() {
    Sender slow = new Sender(true);
    assertThat(arrivals.tryBegin(slow, LARGE)).isTrue();
    assertThat(takes(LARGE)).isTrue();
    assertThat(takes(LARGE)).isTrue();
    assertThat(takes(LARGE)).as("all may still come").isFalse();
    Await.until("it was too slow", () -> takes(LARGE));
    assertThat(slow.ended).isTrue();
  }

  @Test
  void thoseThatCannotEndKeepTheirRoom() {
    Sender waitedFor = sender();
    assertThat(arrivals.tryBegin(waitedFor, 3 * LARGE)).isTrue();
    Sender slow = new Sender(true);
    assertThat(arrivals.tryBegin(slow, 1_000_000)).isTrue();
    assertThat(takes(LARGE)).isFalse();
    arrivals.end(waitedFor);
    assertThat(takes(LARGE)).isTrue();
    assertThat(slow.ended).as("others have their own share").isFalse();
  }
}
