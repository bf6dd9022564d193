// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.MinionId;
import io.saltern.api.channel.Admission;
import io.saltern.api.config.MasterOptions;
import io.saltern.transport.zeromq.internal.ZmqTransport;
import io.saltern.wire.CrypticleKey;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What minions that speak older versions are answered, by {@code minimum_auth_version}. */
class OldVersionsTest {
  @TempDir Path folder;
  private final ZmqTransport transport = new ZmqTransport();
  private TestMaster master;
  private RawMinion minion;

  private void start(long minimum) throws Exception {
    master = new TestMaster(folder, TestMaster.tools(transport), Keys.MASTER);
    master.settings.with(MasterOptions.MINIMUM_AUTH_VERSION, minimum);
    minion =
        new RawMinion(
            transport,
            master.open().requests(),
            "web1",
            Keys.MINION,
            CrypticleKey.generate().keyString());
  }

  @AfterEach
  void stop() {
    minion.close();
    master.close();
    transport.deactivate();
  }

  @ParameterizedTest
  @CsvSource({
    "0, , map",
    "0, 0, map",
    "0, 1, map",
    "0, 2, signed",
    "0, 3, signed",
    "0, 4, signed",
    "0, x, map",
    "1, , bad",
    "1, 0, bad",
    "1, 1, map",
    "1, 2, signed",
    "1, 3, signed",
    "1, x, bad",
    "2, , bad",
    "2, 0, bad",
    "2, 1, bad",
    "2, 2, signed",
    "2, 3, signed",
    "2, x, bad",
    "3, , bad",
    "3, 0, bad",
    "3, 1, bad",
    "3, 2, bad",
    "3, 3, signed",
    "3, 4, signed",
    "3, x, bad"
  })
  void answersByVersion(long minimum, String version, String wanted) throws Exception {
    start(minimum);
    Object answer = minion.ask(RawMinion.signIn(Map.of(), version));
    if (wanted.equals("bad")) {
      assertThat(answer).isEqualTo("bad load");
    } else if (wanted.equals("map")) {
      assertThat(((Map<?, ?>) answer).keySet().toArray())
          .containsExactly("enc", "pub_key", "publish_port", "aes", "session", "sig");
    } else {
      assertThat(((Map<?, ?>) answer).keySet().toArray()).containsExactly("enc", "load", "sig");
    }
  }

  @Test
  void verdictsOnVersionOneAreNotSigned() throws Exception {
    start(1);
    master.admission = Admission.REJECTED;
    assertThat(minion.ask(RawMinion.signIn(Map.of(), 1L)))
        .isEqualTo(Map.of("enc", "clear", "load", Map.of("ret", false)));
    master.admission = Admission.FULL;
    assertThat(minion.ask(RawMinion.signIn(Map.of(), 1L)))
        .isEqualTo(Map.of("enc", "clear", "load", Map.of("ret", "full")));
    assertThat(master.acceptedKey(new MinionId("web1"))).isEmpty();
  }
}
