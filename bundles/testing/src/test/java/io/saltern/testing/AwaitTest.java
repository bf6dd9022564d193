// SPDX-License-Identifier: Apache-2.0
package io.saltern.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AwaitTest {
  @Test
  void returnsTheValueOnceThereIsOne() {
    AtomicInteger asked = new AtomicInteger();
    int value =
        Await.value(
            "the third question",
            Duration.ofSeconds(10),
            () -> Optional.of(asked.incrementAndGet()).filter(n -> n == 3));
    assertThat(value).isEqualTo(3);
  }

  @Test
  void givesUpAtTheDeadlineAndSaysWhatFor() {
    assertThatThrownBy(() -> Await.until("rain", Duration.ofMillis(20), () -> false))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("rain");
  }
}
