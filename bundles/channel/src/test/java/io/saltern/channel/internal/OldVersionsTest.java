// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.MinionId;
import io.saltern.api.channel.Admission;
import io.saltern.api.channel.Envelope;
import io.saltern.api.config.MasterOptions;
import io.saltern.api.crypto.EncryptionAlgorithm;
import io.saltern.api.transport.Endpoint;
import io.saltern.transport.zeromq.internal.ZmqTransport;
import io.saltern.wire.CrypticleKey;
import io.saltern.wire.Msgpack;
import io.saltern.wire.Nonce;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
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
  private Endpoint endpoint;
  private RawMinion minion;

  private void start(long minimum) throws Exception {
    master = new TestMaster(folder, TestMaster.tools(transport), Keys.MASTER);
    master.settings.with(MasterOptions.MINIMUM_AUTH_VERSION, minimum);
    minion =
        new RawMinion(
            transport,
            endpoint = master.open().requests(),
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

  @Test
  void aReturnOfVersionTwoIsTakenWithAndWithoutAToken() throws Exception {
    List<Envelope> returns = new CopyOnWriteArrayList<>();
    start(2);
    master.command(
        "_return",
        envelope -> {
          returns.add(envelope);
          return null;
        });
    master.command("_echo", envelope -> "echo");
    try (RawMinion old = signedInAsVersionTwo()) {
      Nonce nonce = Nonce.random();
      Object answer = old.ask(versionTwo(old, load -> load.put("nonce", nonce.value())));
      assertThat(old.session().open((byte[]) answer, nonce)).isNull();
      answer = old.ask(versionTwo(old, load -> load.remove("tok")));
      assertThat(answer).isInstanceOf(byte[].class);
      assertThat(returns).extracting(Envelope::sender).containsOnly(old.id);
      assertThat(returns).extracting(Envelope::version).containsOnly(2);
      assertThat(returns).extracting(Envelope::proven).containsExactly(true, false);
      assertThat(returns.get(0).load())
          .as("what is for the command")
          .containsEntry("return", true)
          .doesNotContainKeys("nonce", "tok");

      assertThat(old.ask(versionTwo(old, load -> load.put("tok", new byte[256]))))
          .as("somebody else's token")
          .isEqualTo("bad load");
      assertThat(old.ask(versionTwo(old, load -> load.put("id", "nobody"))))
          .as("a minion without an accepted key")
          .isEqualTo("bad load");
      assertThat(
              old.ask(
                  versionTwo(
                      old,
                      load -> {
                        load.put("cmd", "_echo");
                        load.remove("tok");
                      })))
          .as("another command without a token")
          .isEqualTo("bad load");
      assertThat(returns).hasSize(2);
    }
  }

  @Test
  void aReturnOfVersionTwoIsRefusedWhereVersionThreeIsAskedFor() throws Exception {
    start(2);
    try (RawMinion old = signedInAsVersionTwo()) {
      minion.close();
      master.close();
      master.settings.with(MasterOptions.MINIMUM_AUTH_VERSION, 3L);
      minion = new RawMinion(transport, master.open().requests(), "web1", Keys.MINION, old.key());
      assertThat(minion.ask(versionTwo(minion, load -> {}))).isEqualTo("bad load");
    }
  }

  /** What an old minion returns, but for what is changed inside. */
  private static byte[] versionTwo(RawMinion old, Consumer<Map<String, Object>> change) {
    return old.request(
        load -> {
          load.put("cmd", "_return");
          load.put("jid", "20261122040423764416");
          load.put("fun", "test.ping");
          load.put("return", true);
          load.remove("ts");
          change.accept(load);
        },
        envelope -> {
          envelope.put("version", 2L);
          envelope.keySet().retainAll(List.of("enc", "load", "version"));
        });
  }

  /** A minion that seals with the key that the master has for all minions. */
  private RawMinion signedInAsVersionTwo() throws Exception {
    Map<?, ?> reply = (Map<?, ?>) minion.ask(RawMinion.signIn(Map.of(), 2L));
    Map<String, Object> load = Msgpack.WIRE.decodeMap((byte[]) reply.get("load"));
    byte[] key =
        new JdkRsa()
            .decrypt(
                (RSAPrivateCrtKey) Keys.MINION.getPrivate(),
                EncryptionAlgorithm.OAEP_SHA1,
                (byte[]) load.get("aes"))
            .orElseThrow();
    return new RawMinion(
        transport, endpoint, "web1", Keys.MINION, new String(key, StandardCharsets.US_ASCII));
  }
}
