// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.saltern.api.channel.MinionIdentity;
import io.saltern.api.channel.SignIn.Outcome;
import io.saltern.api.config.MinionOptions;
import io.saltern.api.testing.FixedSettings;
import io.saltern.api.transport.Endpoint;
import io.saltern.testing.Await;
import io.saltern.wire.Crypticle;
import io.saltern.wire.CrypticleKey;
import io.saltern.wire.Msgpack;
import io.saltern.wire.Nonce;
import io.saltern.wire.SealedRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The minion's end takes what masters of several releases answered and published. */
class GoldenClientTest {
  @TempDir Path folder;

  private ClientContext context(MinionIdentity minion, String name) {
    boolean sha224 = name.contains("224");
    FixedSettings settings =
        new FixedSettings(folder)
            .with(MinionOptions.VERIFY_MASTER_PUBKEY_SIGN, true)
            .with(MinionOptions.ALWAYS_VERIFY_SIGNATURE, true)
            .with(MinionOptions.SIGN_PUB_MESSAGES, true)
            .with(MinionOptions.ENCRYPTION_ALGORITHM, sha224 ? "OAEP-SHA224" : "OAEP-SHA1")
            .with(MinionOptions.SIGNING_ALGORITHM, sha224 ? "PKCS1v15-SHA224" : "PKCS1v15-SHA1");
    return ClientContext.of(
        TestMaster.tools(new MemoryTransport()), settings, minion, new Endpoint("127.0.0.1", 1));
  }

  private static ClientKeys keys(RSAPublicKey master, String publish, String session) {
    return ClientKeys.of(master, CrypticleKey.parse(publish), CrypticleKey.parse(session), 4505);
  }

  static Stream<String> signIns() {
    return Golden.names("auth_v.*");
  }

  @ParameterizedTest
  @MethodSource("signIns")
  void takesAnswersToSignIns(String name) throws Exception {
    JsonObject file = Golden.file(name);
    JsonObject keys = file.getAsJsonObject("keys");
    JsonObject derived = file.getAsJsonObject("derived");
    JsonObject load =
        file.getAsJsonObject("request").getAsJsonObject("decoded").getAsJsonObject("load");
    Path pki = Files.createDirectories(folder.resolve("etc/salt/pki/minion"));
    Files.writeString(pki.resolve("master_sign.pub"), Golden.text(keys, "master_sign_public_file"));
    Path trusted = pki.resolve("minion_master.pub");
    boolean known = load.has("token");
    if (known) {
      Files.writeString(trusted, Golden.text(keys, "master_public_file"));
    }
    ClientContext context =
        context(
            Golden.minion(Golden.text(load, "id"), Golden.text(keys, "minion_private_pem")), name);
    SignInTalk talk =
        new SignInTalk(
            context,
            new Nonce(Golden.text(load, "nonce")),
            known ? Golden.bytes(derived, "request_token_plaintext_b64") : new byte[0],
            true);

    if (name.startsWith("auth_v3") && !known) {
      assertThat(talk.request())
          .isEqualTo(Golden.bytes(file.getAsJsonObject("request"), "raw_msgpack_b64"));
    }
    SignInTalk.Result result =
        talk.judge(Golden.bytes(file.getAsJsonObject("reply"), "raw_msgpack_b64"));

    if (name.contains("pending")) {
      assertThat(result.signIn().outcome()).isEqualTo(Outcome.PENDING);
      assertThat(trusted).doesNotExist();
    } else if (!derived.has("session_plaintext")) {
      assertThat(result.signIn().outcome()).isEqualTo(Outcome.UNTRUSTED);
      assertThat(result.signIn().message()).contains("no session key");
    } else {
      assertThat(result.signIn().outcome()).isEqualTo(Outcome.ACCEPTED);
      assertThat(result.keys().orElseThrow().publishKey().keyString())
          .isEqualTo(Golden.text(derived, "aes_plaintext"));
      assertThat(result.keys().orElseThrow().sessionKey().keyString())
          .isEqualTo(Golden.text(derived, "session_plaintext"));
      assertThat(Files.readString(trusted).strip())
          .isEqualTo(Golden.text(keys, "master_public_file").strip());
    }
  }

  @ParameterizedTest
  @MethodSource("pending")
  void theAnswerToAnotherRequestIsNone(String name) throws Exception {
    JsonObject file = Golden.file(name);
    JsonObject keys = file.getAsJsonObject("keys");
    JsonObject load =
        file.getAsJsonObject("request").getAsJsonObject("decoded").getAsJsonObject("load");
    ClientContext context =
        context(
            Golden.minion(Golden.text(load, "id"), Golden.text(keys, "minion_private_pem")), name);
    SignInTalk.Result result =
        new SignInTalk(context, Nonce.random(), new byte[0], true)
            .judge(Golden.bytes(file.getAsJsonObject("reply"), "raw_msgpack_b64"));
    assertThat(result.signIn().outcome()).isEqualTo(Outcome.UNREACHABLE);
    assertThat(result.signIn().message()).contains("nonce");
  }

  static Stream<String> pending() {
    return Golden.names("auth_v3.*pending.*");
  }

  static Stream<String> requests() {
    return Golden.names("(?!auth_).*_v3_minv.*\\.json");
  }

  @ParameterizedTest
  @MethodSource("requests")
  void asksAndReadsAnswers(String name) throws Exception {
    JsonObject file = Golden.file(name);
    JsonObject request = file.getAsJsonObject("request");
    JsonObject reply = file.getAsJsonObject("reply");
    JsonObject load = request.getAsJsonObject("decoded_load");
    boolean pillar = name.startsWith("pillar");
    ClientContext context =
        context(
            Golden.minion(Golden.text(load, "id"), Golden.text(file, "minion_private_pem")), name);
    Nonce nonce = new Nonce(Golden.text(load, "nonce"));
    String session = Golden.text(file, "key_string");
    RSAPublicKey master =
        pillar
            ? new JdkRsa().readPublic(Golden.text(reply, "master_public_pem"))
            : (RSAPublicKey) Keys.MASTER.getPublic();
    ClientKeys keys = keys(master, session, session);

    Clock then = Clock.fixed(Instant.ofEpochSecond(load.get("ts").getAsLong()), ZoneOffset.UTC);
    ClientSession none =
        new ClientSession(
            context,
            (body, timeout) -> {
              throw new AssertionError("nothing is sent");
            });
    ClientRequests requests = new ClientRequests(context, none, (body, timeout) -> null, then);
    byte[] plain = Golden.bytes(request, "load_plaintext_msgpack_b64");
    Map<String, Object> recorded = new LinkedHashMap<>(Msgpack.WIRE.decodeMap(plain));
    List.of("nonce", "ts", "tok").forEach(field -> recorded.put(field, "to be replaced"));
    SealedRequest sealed = (SealedRequest) requests.seal(recorded, nonce, keys);
    Object opened = new Crypticle(CrypticleKey.parse(session)).open(sealed.load().array());
    assertThat(Msgpack.WIRE.encode(opened)).isEqualTo(plain);

    Object value =
        pillar
            ? Msgpack.WIRE.decodeMap(Golden.bytes(reply, "signed_data_b64")).get("pillar")
            : Msgpack.WIRE.decode(Golden.bytes(reply, "plaintext_after_nonce_b64"));
    ClientAnswer.Reading reading =
        new ClientAnswer(context, keys, nonce).read(Golden.bytes(reply, "raw_msgpack_b64"));
    assertThat(reading.flaw()).isNull();
    assertThat(Msgpack.WIRE.encode(reading.value())).isEqualTo(Msgpack.WIRE.encode(value));
    ClientAnswer other = new ClientAnswer(context, keys, Nonce.random());
    assertThat(other.read(Golden.bytes(reply, "raw_msgpack_b64")).flaw()).isNotNull();
  }

  static Stream<String> publications() {
    return Golden.names("publish_\\d.*");
  }

  @ParameterizedTest
  @MethodSource("publications")
  void readsPublications(String name) throws Exception {
    JsonObject file = Golden.file(name);
    RSAPublicKey master = new JdkRsa().readPublic(Golden.text(file, "master_public_pem"));
    String key = Golden.text(file, "aes_key_string");
    ClientContext context = context(Keys.minion("minv"), name);
    ClientSession session =
        new ClientSession(
            context,
            (body, timeout) -> {
              throw new IllegalStateException("no master");
            });
    session.keep(keys(master, key, key));
    List<Map<String, Object>> heard = new CopyOnWriteArrayList<>();
    try (ClientPublications publications = new ClientPublications(context, session, heard::add)) {
      byte[] frame =
          Base64.getDecoder().decode(file.getAsJsonArray("zmq_frames_b64").get(0).getAsString());
      byte[] forged = frame.clone();
      forged[frame.length - 1] ^= 1;
      publications.received("another", frame);
      publications.received(null, forged);
      publications.received(null, frame);
      publications.received(null, frame);
      Await.until("heard", () -> !heard.isEmpty());
    }
    Map<String, Object> wanted =
        new LinkedHashMap<>(
            Msgpack.WIRE.decodeMap(Golden.bytes(file, "load_plaintext_msgpack_b64")));
    wanted.remove("serial");
    assertThat(new ArrayList<>(heard)).containsExactly(wanted);
  }
}
