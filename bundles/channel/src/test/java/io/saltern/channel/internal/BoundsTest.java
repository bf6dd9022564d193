// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.wire.Nonce;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a minion may do how often, and twice. */
class BoundsTest {
  @Test
  void knowsTheLastNonces() {
    KnownMinion.ReplayWindow window = new KnownMinion.ReplayWindow();
    List<Nonce> nonces = Stream.generate(Nonce::random).limit(1000).toList();
    for (Nonce nonce : nonces) {
      assertThat(window.admit(nonce)).isTrue();
      assertThat(window.admit(nonce)).isFalse();
    }
    for (Nonce nonce : nonces.subList(1000 - 256, 1000)) {
      assertThat(window.admit(nonce)).isFalse();
    }
    assertThat(window.admit(nonces.get(0))).isTrue();
  }

  @Test
  void letsSoManyThroughInAMinute() {
    KnownMinion.RateLimit limit = new KnownMinion.RateLimit();
    long now = System.nanoTime();
    for (int i = 0; i < 6; i++) {
      assertThat(limit.take(6, now)).isTrue();
    }
    assertThat(limit.take(6, now)).isFalse();
    assertThat(limit.take(6, now + Duration.ofSeconds(9).toNanos())).isFalse();
    assertThat(limit.take(6, now + Duration.ofSeconds(11).toNanos())).isTrue();
    assertThat(limit.take(6, now + Duration.ofSeconds(12).toNanos())).isFalse();
  }
}
