// SPDX-License-Identifier: Apache-2.0
package io.saltern.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.testing.Await;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever is sent to a minion instead of answers: it tries on, and serves the first true master.
 */
@Timeout(300)
class HostileMasterIT {
  /** Its heap ends at 64 MiB. */
  private static final long MOST_RESIDENT_KIB = 250 << 10;

  @Test
  void aMinionOutlivesWhateverItIsAnswered() throws Exception {
    try (Master master = new Master("true", "auto_accept: True\n");
        Minion minion = new Minion("brave", master, "auth_timeout: 1\nmaster_tries: -1\n")) {
      try (HostileMaster hostile = new HostileMaster(master.address())) {
        minion.start();
        Await.until("all is tried", Instance.PATIENCE, hostile::hasTriedAll);
      }
      assertThat(minion.alive()).isTrue();
      master.startAndAwait();
      minion.awaitReady();
      assertThat(master.run("salt", "--static", "brave", "test.ping").out())
          .isEqualTo("brave:\n    True\n");
      assertThat(minion.mostResidentKib()).isLessThan(MOST_RESIDENT_KIB);
      assertThat(minion.log()).content().doesNotContain("OutOfMemoryError");
      assertThat(minion.terminal()).content().doesNotContain("OutOfMemoryError");
    }
  }
}
