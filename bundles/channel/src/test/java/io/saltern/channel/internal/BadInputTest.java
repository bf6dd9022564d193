// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.MinionId;
import io.saltern.api.channel.ServerChannel;
import io.saltern.api.config.MasterOptions;
import io.saltern.transport.zeromq.internal.ZmqTransport;
import io.saltern.wire.Bytes;
import io.saltern.wire.Crypticle;
import io.saltern.wire.CrypticleKey;
import io.saltern.wire.Msgpack;
import io.saltern.wire.Nonce;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever arrives gets Salt's answer, leaves no trace, and holds nobody up. */
class BadInputTest {
  private static final String BAD = "bad load";
  private static final String KEY = CrypticleKey.generate().keyString();
  private static final String OTHER_KEY = CrypticleKey.generate().keyString();

  @TempDir Path folder;
  private final ZmqTransport transport = new ZmqTransport();
  private TestMaster master;
  private ServerChannel server;
  private RawMinion minion;

  @BeforeEach
  void start() throws Exception {
    master = new TestMaster(folder, TestMaster.tools(transport), Keys.MASTER);
    master.settings.with(MasterOptions.REQUEST_SERVER_TTL, 60L);
    Path sessions = Files.createDirectories(folder.resolve("var/cache/salt/master/sessions"));
    Files.writeString(sessions.resolve("web1"), KEY);
    Files.writeString(sessions.resolve("web2"), OTHER_KEY);
    master.accepted.put(new MinionId("web1"), TestMaster.pem(Keys.MINION));
    master.accepted.put(new MinionId("web2"), TestMaster.pem(Keys.SIGNER));
    master.command("_echo", envelope -> "echo");
    server = master.open();
    minion = new RawMinion(transport, server.requests(), "web1", Keys.MINION, KEY);
  }

  @AfterEach
  void stop() throws Exception {
    try {
      assertThat(minion.served()).as("still answers").isTrue();
    } finally {
      minion.close();
      master.close();
      transport.deactivate();
    }
  }

  private void assertRefused(Refusal reason) {
    assertThat(server.statistics().refused()).containsOnlyKeys(reason.name());
  }

  @Test
  void randomBytes() throws Exception {
    Random random = new Random(1);
    for (int i = 0; i < 300; i++) {
      byte[] body = new byte[1 + random.nextInt(200)];
      random.nextBytes(body);
      assertThat(minion.ask(body)).isIn(BAD, Map.of("msg", BAD));
    }
    assertRefused(Refusal.NOT_UNDERSTOOD);
  }

  @Test
  void truncated() throws Exception {
    byte[] whole = minion.request(load -> {}, envelope -> {});
    for (int length = 1; length < whole.length; length += 17) {
      assertThat(minion.ask(Arrays.copyOf(whole, length))).isEqualTo(Map.of("msg", BAD));
    }
    assertThat(minion.ask(new byte[0])).isEqualTo(Map.of("msg", BAD));
    assertRefused(Refusal.NOT_UNDERSTOOD);
  }

  @Test
  void altered() throws Exception {
    byte[] whole = minion.request(load -> {}, envelope -> {});
    Object original = Msgpack.WIRE.decode(whole);
    byte[] sealed = (byte[]) ((Map<?, ?>) original).get("load");
    for (int i = 0; i < sealed.length; i += 7) {
      byte[] changed = sealed.clone();
      changed[i] ^= 0x10;
      assertThat(minion.ask(minion.request(load -> {}, e -> e.put("load", changed))))
          .isEqualTo(BAD);
    }
    assertRefused(Refusal.NOT_AUTHENTIC);
  }

  static List<Arguments> requests() {
    Consumer<Map<String, Object>> same = map -> {};
    return List.of(
        row("version 2", same, e -> e.put("version", 2L), Refusal.VERSION),
        row("no version", same, e -> e.remove("version"), Refusal.VERSION),
        row("version junk", same, e -> e.put("version", "x"), Refusal.VERSION),
        row("no enc", same, e -> e.remove("enc"), Refusal.NOT_UNDERSTOOD),
        row("other enc", same, e -> e.put("enc", "rot13"), Refusal.NOT_UNDERSTOOD),
        row("no load", same, e -> e.remove("load"), Refusal.NOT_UNDERSTOOD),
        row("load is a number", same, e -> e.put("load", 5L), Refusal.NOT_UNDERSTOOD),
        row("no outer id", same, e -> e.remove("id"), Refusal.NOT_UNDERSTOOD),
        row("outer id with slash", same, e -> e.put("id", "../web1"), Refusal.NOT_UNDERSTOOD),
        row(
            "outer id of a session that is none",
            same,
            e -> e.put("id", "web9"),
            Refusal.NO_SESSION),
        row("outer id of another", same, e -> e.put("id", "web2"), Refusal.NOT_AUTHENTIC),
        row("inner id of another", l -> l.put("id", "web2"), same, Refusal.FOREIGN_ID),
        row("no inner id", l -> l.remove("id"), same, Refusal.INVALID_ID),
        row("inner id with NUL", l -> l.put("id", "web1\0"), same, Refusal.INVALID_ID),
        row("inner id too long", l -> l.put("id", "x".repeat(10_000)), same, Refusal.INVALID_ID),
        row("no token", l -> l.remove("tok"), same, Refusal.NO_PROOF),
        row("wrong token", l -> l.put("tok", new byte[256]), same, Refusal.NO_PROOF),
        row("short token", l -> l.put("tok", "salt"), same, Refusal.NO_PROOF),
        row("token is a map", l -> l.put("tok", Map.of()), same, Refusal.NOT_UNDERSTOOD),
        row("nonce too short", l -> l.put("nonce", "abc"), same, Refusal.NOT_UNDERSTOOD),
        row("nonce is a number", l -> l.put("nonce", 1L), same, Refusal.NOT_UNDERSTOOD),
        row("expired", l -> l.put("ts", 1_000_000_000L), same, Refusal.EXPIRED),
        row("no time", l -> l.remove("ts"), same, Refusal.EXPIRED),
        row("time is text", l -> l.put("ts", "now"), same, Refusal.EXPIRED));
  }

  private static Arguments row(
      String name,
      Consumer<Map<String, Object>> inside,
      Consumer<Map<String, Object>> outside,
      Refusal reason) {
    return Arguments.of(name, inside, outside, reason);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("requests")
  void wrongRequest(
      String name,
      Consumer<Map<String, Object>> inside,
      Consumer<Map<String, Object>> outside,
      Refusal reason)
      throws Exception {
    assertThat(minion.ask(minion.request(inside, outside))).isEqualTo(BAD);
    assertRefused(reason);
  }

  @Test
  void replayed() throws Exception {
    byte[] request = minion.request(load -> {}, envelope -> {});
    assertThat(minion.ask(request)).isInstanceOf(byte[].class);
    assertThat(minion.ask(request)).isEqualTo(BAD);
    assertRefused(Refusal.REPLAYED);
  }

  @Test
  void pillarRequestsMayComeTwiceForSaltRepeatsThem() throws Exception {
    master.command("_pillar", envelope -> 1L);
    byte[] request = minion.request(load -> load.put("cmd", "_pillar"), envelope -> {});
    assertThat(minion.ask(request)).isInstanceOf(byte[].class);
    assertThat(minion.ask(request)).isInstanceOf(byte[].class);
    assertThat(server.statistics().refused()).isEmpty();
  }

  @Test
  void withoutNonceTheAnswerHasNone() throws Exception {
    Object answer = minion.ask(minion.request(load -> load.remove("nonce"), envelope -> {}));
    assertThat(minion.open(answer)).isEqualTo("echo");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a/b", "../../etc/passwd", "a\\b", "a\nb"})
  void signInWithABadId(String id) throws Exception {
    assertSignedRefusal(minion.ask(RawMinion.signIn(Map.of("id", id))));
    assertRefused(Refusal.INVALID_ID);
  }

  @Test
  void signInWithALongId() throws Exception {
    assertSignedRefusal(minion.ask(RawMinion.signIn(Map.of("id", "x".repeat(10_000)))));
    assertRefused(Refusal.INVALID_ID);
  }

  @Test
  void signInWithNulOrNoTextAsId() throws Exception {
    assertThat(minion.ask(RawMinion.signIn(Map.of("id", "a\0b"))))
        .isEqualTo("bad load: id contains a null byte");
    assertThat(minion.ask(RawMinion.signIn(Map.of("id", 5L))))
        .isEqualTo("bad load: id 5 is not a string");
    assertRefused(Refusal.INVALID_ID);
  }

  @Test
  void signInWithoutAKey() throws Exception {
    assertSignedRefusal(minion.ask(RawMinion.signIn(Map.of("pub", "no key"))));
    assertRefused(Refusal.INVALID_KEY);
    assertThat(master.accepted).hasSize(2);
  }

  @Test
  void signInWithUnknownAlgorithms() throws Exception {
    assertThat(minion.ask(RawMinion.signIn(Map.of("sig_algo", "none"))))
        .isEqualTo(Map.of("enc", "clear", "load", Map.of("ret", "bad sig algo")));
    assertThat(minion.ask(RawMinion.signIn(Map.of("enc_algo", "none"))))
        .isEqualTo("Some exception handling minion payload");
    assertThat(minion.ask(RawMinion.signIn(Map.of("enc_algo", "none", "token", new byte[256]))))
        .isEqualTo(Map.of("enc", "clear", "load", Map.of("ret", "bad enc algo")));
    assertRefused(Refusal.ALGORITHM);
  }

  @Test
  void signInWithATokenForAnotherMaster() throws Exception {
    Map<?, ?> answer = (Map<?, ?>) minion.ask(RawMinion.signIn(Map.of("token", new byte[256])));
    byte[] load = Bytes.of((byte[]) answer.get("load")).array();
    assertThat(Msgpack.WIRE.decodeMap(load)).containsKey("aes").doesNotContainKey("token");
  }

  @Test
  void loadThatIsNoMap() throws Exception {
    assertThat(minion.ask(RawMinion.clear(List.of(1L), 3L)))
        .isEqualTo("payload and load must be a dict");
    Crypticle session = new Crypticle(CrypticleKey.parse(KEY));
    assertThat(minion.ask(minion.request(l -> {}, e -> e.put("load", session.seal(7L)))))
        .isEqualTo("payload and load must be a dict");
    assertRefused(Refusal.NOT_UNDERSTOOD);
  }

  @Test
  void commandsOfLocalPrograms() throws Exception {
    assertThat(minion.ask(RawMinion.clear(Map.of("cmd", "publish", "fun", "cmd.run"), 3L)))
        .isEqualTo(
            Map.of(
                "error",
                Map.of(
                    "name", "AuthenticationError", "message", "Authentication error occurred.")));
    assertThat(minion.ask(RawMinion.clear(Map.of("cmd", "mk_token"), 3L))).isEqualTo("");
    assertThat(minion.ask(RawMinion.clear(Map.of("cmd", "nosuch"), 3L))).isEqualTo(Map.of());
    assertThat(minion.ask(RawMinion.clear(Map.of("cmd", "_return"), 3L))).isEqualTo(Map.of());
    assertRefused(Refusal.LOCAL_ONLY);
  }

  @Test
  void unknownCommand() throws Exception {
    Nonce nonce = Nonce.random();
    byte[] answer =
        (byte[])
            minion.ask(
                minion.request(
                    load -> {
                      load.put("cmd", "__init__");
                      load.put("nonce", nonce.value());
                    },
                    envelope -> {}));
    assertThat(new Crypticle(CrypticleKey.parse(KEY)).open(answer, nonce)).isEqualTo(Map.of());
    assertRefused(Refusal.UNKNOWN_COMMAND);
  }

  @Test
  void deeplyNested() throws Exception {
    byte[] nested = new byte[100_000];
    Arrays.fill(nested, (byte) 0x91);
    assertThat(minion.ask(nested)).isEqualTo(Map.of("msg", BAD));
    assertRefused(Refusal.NOT_UNDERSTOOD);
  }

  @Test
  void manyValuesOfAnybody() throws Exception {
    byte[] list = new byte[100_005];
    Arrays.fill(list, (byte) 0x80);
    ByteBuffer.wrap(list).put((byte) 0xdd).putInt(100_000);
    assertThat(minion.ask(list)).isEqualTo(Map.of("msg", BAD));
    assertRefused(Refusal.NOT_UNDERSTOOD);
  }

  @Test
  void manyValuesOfAMinion() throws Exception {
    List<Long> values = Collections.nCopies(100_000, 1L);
    Object answer =
        minion.ask(
            minion.request(
                load -> {
                  load.put("values", values);
                  load.remove("nonce");
                },
                envelope -> {}));
    assertThat(minion.open(answer)).isEqualTo("echo");
  }

  @Test
  void longSignIn() throws Exception {
    assertThat(minion.ask(RawMinion.signIn(Map.of("pub", "x".repeat(100_000))))).isEqualTo(BAD);
    assertRefused(Refusal.TOO_LONG);
  }

  private static void assertSignedRefusal(Object answer) throws Exception {
    Map<?, ?> map = (Map<?, ?>) answer;
    byte[] load = Bytes.of((byte[]) map.get("load")).array();
    assertThat(Msgpack.WIRE.decodeMap(load)).containsEntry("ret", false).containsKey("nonce");
    assertThat(map.get("sig")).isNotNull();
  }
}
