// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.saltern.api.config.MasterOptions;
import io.saltern.api.testing.FixedSettings;
import io.saltern.testing.Await;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class RetentionTest {
  private static FixedSettings settings() {
    return new FixedSettings(Path.of("/")).with(MasterOptions.LOOP_INTERVAL, 0.0);
  }

  @Test
  void whatIsOlderThanADayIsForgottenUnlessTheSettingsSayOtherwise() {
    GatedJobStore usual = new GatedJobStore();
    GatedJobStore lasting = new GatedJobStore();
    Retention first = new Retention(RetentionTest::settings, usual);
    Retention second =
        new Retention(() -> settings().with(MasterOptions.KEEP_JOBS_SECONDS, 0L), lasting);
    Await.until("two rounds", () -> usual.forgotten.size() >= 2);
    assertThat(usual.forgotten.get(0))
        .isCloseTo(Instant.now().minus(1, ChronoUnit.DAYS), within(1, ChronoUnit.MINUTES));
    assertThat(lasting.forgotten).as("0 = for ever").isEmpty();
    first.close();
    second.close();
  }
}
