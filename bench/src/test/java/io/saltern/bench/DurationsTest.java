// SPDX-License-Identifier: Apache-2.0
package io.saltern.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DurationsTest {
  private final Durations durations = new Durations();

  @Test
  void sharesAreThoseOfTheSortedDurations() {
    LongStream.rangeClosed(1, 2000).map(i -> 2001 - i).forEach(i -> durations.add(i * 1_000_000));
    assertThat(durations.count()).isEqualTo(2000);
    assertThat(durations.millis(0)).isEqualTo(1);
    assertThat(durations.millis(0.5)).isEqualTo(1000);
    assertThat(durations.millis(0.99)).isEqualTo(1980);
    assertThat(durations.millis(1)).isEqualTo(2000);
  }

  @Test
  void nothingTookNoTime() {
    assertThat(durations.millis(0.5)).isZero();
  }
}
