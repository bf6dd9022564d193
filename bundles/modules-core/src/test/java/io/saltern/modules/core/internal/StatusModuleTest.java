// SPDX-License-Identifier: Apache-2.0
package io.saltern.modules.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.config.MinionOptions;
import io.saltern.api.config.Settings;
import io.saltern.api.minion.MasterChange;
import io.saltern.api.minion.ServedMaster;
import io.saltern.api.minion.ServedMasters;
import io.saltern.api.transport.Endpoint;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusModuleTest {
  private static final Endpoint A = new Endpoint("127.0.0.1", 4506);
  private static final Endpoint B = new Endpoint("127.0.0.2", 4506);

  private boolean connected = true;
  private int asked;
  private List<String> known = List.of("127.0.0.1", "127.0.0.2");

  private final StatusModule status =
      new StatusModule(
          (Settings)
              Proxy.newProxyInstance(
                  StatusModuleTest.class.getClassLoader(),
                  new Class<?>[] {Settings.class},
                  (proxy, method, arguments) ->
                      arguments[0] == MinionOptions.MASTER ? known : "failover"),
          new ServedMasters() {
            @Override
            public List<ServedMaster> served() {
              return List.of(new ServedMaster(B, connected, Instant.EPOCH));
            }

            @Override
            public void recheck() {
              asked++;
            }

            @Override
            public Map<String, Long> counts() {
              return Map.of("no answer", 1L);
            }

            @Override
            public Optional<MasterChange> last() {
              return Optional.of(new MasterChange(A, B, "no answer", Duration.ofMillis(250)));
            }
          });

  @Test
  void tellsWhichMasterIsServedSinceWhenAndWhy() {
    assertThat(status.master(null, true))
        .isEqualTo(
            Map.of(
                "masters",
                List.of(
                    Map.of(
                        "master", "127.0.0.2:4506",
                        "connected", true,
                        "since", "1970-01-01T00:00:00Z")),
                "last_failover",
                Map.of(
                    "from", "127.0.0.1:4506",
                    "to", "127.0.0.2:4506",
                    "reason", "no answer",
                    "seconds", 0.25),
                "failovers",
                Map.of("no answer", 1L)));
    assertThat(asked).isZero();
  }

  @Test
  void tellsOfOneMasterWhetherItIsConnectedAsSaltDoes() {
    assertThat(status.master("127.0.0.2", true)).isEqualTo(true);
    assertThat(asked).isZero();
    assertThat(status.master("127.0.0.1", true)).isEqualTo(false);
    assertThat(asked).isEqualTo(1);
    connected = false;
    assertThat(status.master("127.0.0.2", true)).isEqualTo(false);
    assertThat(asked).isEqualTo(2);
    assertThat(status.master("127.0.0.2", false)).isEqualTo(false);
    assertThat(asked).isEqualTo(2);
    assertThat(status.master("no such name.invalid", true)).isNull();
  }

  @Test
  void asksItsMasterAndTellsWhetherThereIsAnother() {
    assertThat(status.askMaster()).containsEntry("moves", true);
    known = List.of("127.0.0.1", "127.0.0.1");
    assertThat(status.askMaster()).containsEntry("moves", false);
    assertThat(asked).isEqualTo(2);
  }
}
