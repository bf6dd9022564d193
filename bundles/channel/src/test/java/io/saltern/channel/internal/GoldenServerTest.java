// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.saltern.api.MinionId;
import io.saltern.api.channel.Admission;
import io.saltern.api.channel.Envelope;
import io.saltern.api.channel.MinionIdentity;
import io.saltern.api.channel.PrivateAnswer;
import io.saltern.api.config.MasterOptions;
import io.saltern.api.crypto.EncryptionAlgorithm;
import io.saltern.api.crypto.SignatureAlgorithm;
import io.saltern.api.transport.InboundRequest;
import io.saltern.wire.AuthReply;
import io.saltern.wire.Crypticle;
import io.saltern.wire.CrypticleKey;
import io.saltern.wire.Envelopes;
import io.saltern.wire.Msgpack;
import io.saltern.wire.Nonce;
import io.saltern.wire.PrivateReply;
import io.saltern.wire.SignedPillar;
import io.saltern.wire.SignedReply;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The master's end answers what minions of several releases sent, as their masters did. */
class GoldenServerTest {
  private static final JdkRsa RSA = new JdkRsa();

  @TempDir Path folder;
  private ServerContext context;
  private TestMaster master;

  @AfterEach
  void stop() {
    context.workers().close();
    context.signers().close();
  }

  private void start(KeyPair pair, String publishKey) throws Exception {
    master = new TestMaster(folder, TestMaster.tools(new MemoryTransport()), pair);
    begin(publishKey);
  }

  private void begin(String publishKey) throws Exception {
    master.settings.with(MasterOptions.MINIMUM_AUTH_VERSION, 0L);
    context = master.context();
    context.seal().use(new PublishKey(CrypticleKey.parse(publishKey), Instant.now()));
  }

  private byte[] answer(byte[] request) throws Exception {
    CompletableFuture<byte[]> answer = new CompletableFuture<>();
    SignInDesk signIns = new SignInDesk(context, new SignInReplies(context, () -> 4505));
    new Reception(context, signIns, new RequestDesk(context))
        .handle(
            new InboundRequest() {
              @Override
              public byte[] body() {
                return request;
              }

              @Override
              public String peer() {
                return "192.0.2.1:1";
              }

              @Override
              public void reply(byte[] body) {
                answer.complete(body);
              }
            });
    return answer.get(60, TimeUnit.SECONDS);
  }

  private void session(String id, String key) throws Exception {
    Files.writeString(
        Files.createDirectories(folder.resolve("var/cache/salt/master/sessions")).resolve(id), key);
  }

  static Stream<String> requests() {
    return Golden.names("(?!auth_|pillar_).*_v[23]_minv.*\\.json");
  }

  @ParameterizedTest
  @MethodSource("requests")
  void answersRequests(String name) throws Exception {
    JsonObject file = Golden.file(name);
    JsonObject request = file.getAsJsonObject("request");
    JsonObject load = request.getAsJsonObject("decoded_load");
    JsonObject reply = file.getAsJsonObject("reply");
    String id = Golden.text(load, "id");
    int version = request.getAsJsonObject("decoded_outer").get("version").getAsInt();
    session(id, Golden.text(file, "key_string"));
    start(Keys.MASTER, Golden.text(file, "key_string"));
    MinionIdentity minion = Golden.minion(id, minionKey(file, id));
    master.accepted.put(new MinionId(id), minion.publicKey());
    Object value = Msgpack.WIRE.decode(Golden.bytes(reply, "plaintext_after_nonce_b64"));
    AtomicReference<Envelope> seen = new AtomicReference<>();
    master.command(
        Golden.text(load, "cmd"),
        envelope -> {
          seen.set(envelope);
          return value;
        });

    byte[] answer = answer(Golden.bytes(request, "raw_msgpack_b64"));

    Crypticle crypticle = new Crypticle(CrypticleKey.parse(Golden.text(file, "key_string")));
    Object opened =
        crypticle.open(
            Envelopes.WIRE.decodeSealed(answer).array(), new Nonce(Golden.text(reply, "nonce")));
    assertThat(Msgpack.WIRE.encode(opened))
        .isEqualTo(Golden.bytes(reply, "plaintext_after_nonce_b64"));
    Map<String, Object> wanted =
        new LinkedHashMap<>(
            Msgpack.WIRE.decodeMap(Golden.bytes(request, "load_plaintext_msgpack_b64")));
    wanted.keySet().removeAll(List.of("nonce", "tok", "sig"));
    assertThat(Msgpack.WIRE.encode(seen.get().load())).isEqualTo(Msgpack.WIRE.encode(wanted));
    assertThat(seen.get().sender()).hasToString(id);
    assertThat(seen.get().version()).isEqualTo(version);
    assertThat(seen.get().proven()).isEqualTo(load.has("tok"));
  }

  /** Of the same minion in another recording, where a request was recorded without it. */
  private static String minionKey(JsonObject file, String id) {
    if (file.has("minion_private_pem")) {
      return Golden.text(file, "minion_private_pem");
    }
    String auth = Golden.names("auth_v._" + id + "_accepted_first.*").findFirst().orElseThrow();
    return Golden.text(Golden.file(auth).getAsJsonObject("keys"), "minion_private_pem");
  }

  static Stream<String> pillars() {
    return Golden.names("pillar_v[23]_.*");
  }

  @ParameterizedTest
  @MethodSource("pillars")
  void answersPillarRequests(String name) throws Exception {
    JsonObject file = Golden.file(name);
    JsonObject request = file.getAsJsonObject("request");
    JsonObject reply = file.getAsJsonObject("reply");
    String id = Golden.text(request.getAsJsonObject("decoded_load"), "id");
    session(id, Golden.text(file, "key_string"));
    KeyPair pair = Golden.pair(Golden.text(reply, "master_private_pem"));
    start(pair, Golden.text(file, "key_string"));
    MinionIdentity minion = Golden.minion(id, minionKey(file, id));
    master.accepted.put(new MinionId(id), minion.publicKey());
    Map<String, Object> recorded =
        new LinkedHashMap<>(Msgpack.WIRE.decodeMap(Golden.bytes(reply, "signed_data_b64")));
    @SuppressWarnings("unchecked")
    Map<String, Object> pillar = (Map<String, Object>) recorded.get("pillar");
    master.command("_pillar", envelope -> new PrivateAnswer("pillar", pillar));

    PrivateReply answer =
        Envelopes.WIRE.decodePrivate(answer(Golden.bytes(request, "raw_msgpack_b64")));

    boolean sha224 = name.contains("224");
    byte[] key =
        RSA.decrypt(
                minion.privateKey(),
                sha224 ? EncryptionAlgorithm.OAEP_SHA224 : EncryptionAlgorithm.OAEP_SHA1,
                answer.key().array())
            .orElseThrow();
    Crypticle crypticle =
        new Crypticle(CrypticleKey.parse(new String(key, StandardCharsets.US_ASCII)));
    SignedPillar signed = SignedPillar.of(crypticle.open(answer.pillar().array()));
    assertThat(
            RSA.verify(
                (RSAPublicKey) pair.getPublic(),
                sha224 ? SignatureAlgorithm.PKCS1V15_SHA224 : SignatureAlgorithm.PKCS1V15_SHA1,
                signed.data().array(),
                signed.sig().array()))
        .isTrue();
    recorded.put("key", answer.key());
    assertThat(signed.data().array()).isEqualTo(Msgpack.WIRE.encode(recorded));
  }

  static Stream<String> signIns() {
    return Golden.names("auth_v.*");
  }

  @ParameterizedTest
  @MethodSource("signIns")
  void answersSignIns(String name) throws Exception {
    JsonObject file = Golden.file(name);
    JsonObject keys = file.getAsJsonObject("keys");
    JsonObject derived = file.getAsJsonObject("derived");
    JsonObject reply = file.getAsJsonObject("reply");
    boolean pending = name.contains("pending");
    String id =
        Golden.text(
            file.getAsJsonObject("request").getAsJsonObject("decoded").getAsJsonObject("load"),
            "id");
    KeyPair pair = Golden.pair(Golden.text(keys, "master_private_pem"));
    master = new TestMaster(folder, TestMaster.tools(new MemoryTransport()), pair);
    master.signsWith(pair, Golden.pair(Golden.text(keys, "master_sign_private_pem")));
    master.admission = pending ? Admission.PENDING : Admission.ACCEPTED;
    if (derived.has("session_plaintext")) {
      session(id, Golden.text(derived, "session_plaintext"));
    }
    begin(pending ? CrypticleKey.generate().keyString() : Golden.text(derived, "aes_plaintext"));

    byte[] answer = answer(Golden.bytes(file.getAsJsonObject("request"), "raw_msgpack_b64"));

    SignedReply signed = (SignedReply) Envelopes.WIRE.decodeAuthAnswer(answer);
    SignatureAlgorithm algorithm =
        SignatureAlgorithm.of(Golden.text(reply, "signature_algorithm")).orElseThrow();
    assertThat(
            RSA.verify(
                (RSAPublicKey) pair.getPublic(),
                algorithm,
                signed.load().array(),
                signed.sig().array()))
        .isTrue();
    if (pending) {
      assertThat(answer).isEqualTo(Golden.bytes(reply, "raw_msgpack_b64"));
      return;
    }
    RSAPrivateCrtKey minion =
        (RSAPrivateCrtKey) Golden.pair(Golden.text(keys, "minion_private_pem")).getPrivate();
    AuthReply.Accepted ours =
        (AuthReply.Accepted) AuthReply.of(Msgpack.WIRE.decodeMap(signed.load().array()));
    AuthReply.Accepted theirs =
        (AuthReply.Accepted)
            AuthReply.of(Msgpack.WIRE.decodeMap(Golden.bytes(reply, "signed_bytes_b64")));
    assertThat(ours.pubKey()).isEqualTo(theirs.pubKey().strip());
    assertThat(ours.publishPort()).isEqualTo(theirs.publishPort());
    assertThat(ours.sig()).isEqualTo(theirs.sig());
    assertThat(ours.nonce()).isEqualTo(theirs.nonce());
    if (theirs.pubKey().equals(ours.pubKey())) {
      assertThat(ours.pubSig()).isEqualTo(theirs.pubSig());
    }
    EncryptionAlgorithm encryption =
        name.contains("224") ? EncryptionAlgorithm.OAEP_SHA224 : EncryptionAlgorithm.OAEP_SHA1;
    assertThat(RSA.decrypt(minion, encryption, ours.aes().array()).orElseThrow())
        .asString()
        .isEqualTo(Golden.text(derived, "aes_plaintext"));
    byte[] session =
        RSA.decrypt(minion, encryption, ours.session().orElseThrow().array()).orElseThrow();
    if (derived.has("session_plaintext")) {
      assertThat(session).asString().isEqualTo(Golden.text(derived, "session_plaintext"));
    }
    assertThat(ours.token().isPresent()).isEqualTo(name.contains("with_token"));
    if (ours.token().isPresent()) {
      assertThat(RSA.decrypt(minion, encryption, ours.token().get().array()).orElseThrow())
          .isEqualTo(Golden.bytes(derived, "reply_token_plaintext_b64"));
    }
  }
}
