// SPDX-License-Identifier: Apache-2.0
package io.saltern.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.testing.Await;
import io.saltern.testing.Network;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A master whose packets are lost on the way, so that nothing tells its minion. */
class PulledCableIT {
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final String ID = "web1";

  @Test
  void aMasterThatIsCutOffIsLeftAndServedAgainWhenItIsBack() throws Exception {
    try (Network network = new Network("first", "second", ID);
        Master first = new Master(network, "first", "auto_accept: True\n");
        Master second = new Master(network, "second", "auto_accept: True\n");
        Minion minion =
            new Minion(
                network,
                ID,
                List.of(first, second),
                """
                master_type: failover
                retry_dns: 0
                master_alive_interval: 3
                master_failback: True
                master_failback_interval: 1
                """)) {
      first.startAndAwait();
      second.takeKeyOf(first);
      second.startAndAwait();
      minion.start();
      minion.awaitReady();

      network.cut("first");
      awaitChange(minion, first, second, "no (heartbeat|answer)");
      pings(second);

      network.mend("first");
      awaitChange(minion, second, first, "failback");
      pings(first);
    }
  }

  private static void awaitChange(Minion minion, Master from, Master to, String reason) {
    String served =
        "The minion serves master %s:4506 instead of %s:4506 after [0-9.]+ s: %s"
            .formatted(Pattern.quote(to.address()), Pattern.quote(from.address()), reason);
    Await.until(served, SOON, () -> logged(minion, Pattern.compile(served)));
  }

  private static boolean logged(Minion minion, Pattern text) throws IOException {
    return minion.logText().lines().anyMatch(line -> text.matcher(line).find());
  }

  private static void pings(Master master) throws Exception {
    assertThat(master.run("salt", "*", "test.ping").out()).isEqualTo(ID + ":\n    True\n");
  }
}
