// SPDX-License-Identifier: Apache-2.0
package io.saltern.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.saltern.api.MinionId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenEnvelopesTest {
  static Stream<String> signIns() {
    return Golden.names("auth_v.*");
  }

  static Stream<String> acceptedSignIns() {
    return Golden.names("auth_v.*_accepted_.*");
  }

  static Stream<String> sealedRequests() {
    return Golden.names(
        "(return|minion_event|minion_pub|pub_ret|mine|mine_get|file_hash|serve_file"
            + "|register_resources)_v.*");
  }

  static Stream<String> pillars() {
    return Golden.names("pillar_v.*");
  }

  static Stream<String> publications() {
    return Golden.names("publish_.*");
  }

  @ParameterizedTest
  @MethodSource("signIns")
  void signInsAreReadAndWrittenAgain(String name) throws WireException {
    JsonObject file = Golden.file(name);
    byte[] body = Golden.bytes(file.getAsJsonObject("request"), "raw_msgpack_b64");
    ClearRequest request = (ClearRequest) Envelopes.WIRE.decodeRequest(body);
    AuthRequest auth = AuthRequest.of(request.load());

    JsonObject load =
        file.getAsJsonObject("request").getAsJsonObject("decoded").getAsJsonObject("load");
    assertThat(auth.id()).isEqualTo(load.get("id").getAsString());
    assertThat(auth.pub()).isEqualTo(load.get("pub").getAsString());
    assertThat(auth.token().isPresent()).isEqualTo(load.has("token"));
    assertThat(Envelopes.WIRE.encode(request)).isEqualTo(body);
    if (request.version() >= 3) {
      assertThat(Envelopes.WIRE.encode(new ClearRequest(auth.toLoad()))).isEqualTo(body);
    }
  }

  @ParameterizedTest
  @MethodSource("signIns")
  void signedRepliesAreReadAndWrittenAgain(String name) throws WireException {
    JsonObject reply = Golden.file(name).getAsJsonObject("reply");
    byte[] body = Golden.bytes(reply, "raw_msgpack_b64");
    AuthAnswer answer = Envelopes.WIRE.decodeAuthAnswer(body);
    assertThat(answer).isInstanceOf(SignedReply.class);
    assertThat(Envelopes.WIRE.encode(answer)).isEqualTo(body);

    SignedReply signed = (SignedReply) answer;
    assertThat(signed.load().array()).isEqualTo(Golden.bytes(reply, "signed_bytes_b64"));
    assertThat(signed.sig().array()).isEqualTo(Golden.bytes(reply, "signature_b64"));

    AuthReply decision = AuthReply.of(Msgpack.WIRE.decodeMap(signed.load().array()));
    assertThat(Msgpack.WIRE.encode(decision.toMap())).isEqualTo(signed.load().array());
  }

  @ParameterizedTest
  @MethodSource("acceptedSignIns")
  void acceptedRepliesCarryKeys(String name) throws WireException {
    JsonObject reply = Golden.file(name).getAsJsonObject("reply");
    byte[] load = Golden.bytes(reply, "signed_bytes_b64");
    AuthReply.Accepted accepted = (AuthReply.Accepted) AuthReply.of(Msgpack.WIRE.decodeMap(load));
    JsonObject decoded = reply.getAsJsonObject("decoded_load");
    assertThat(accepted.pubKey()).isEqualTo(decoded.get("pub_key").getAsString());
    assertThat(accepted.pubSig()).contains(decoded.get("pub_sig").getAsString());
    assertThat(accepted.publishPort()).isEqualTo(decoded.get("publish_port").getAsInt());
    assertThat(accepted.nonce()).contains(new Nonce(decoded.get("nonce").getAsString()));
    assertThat(accepted.session().isPresent()).isEqualTo(decoded.has("session"));
    assertThat(accepted.aes().array())
        .isEqualTo(Golden.bytes(decoded.getAsJsonObject("aes"), "b64"));
  }

  @Test
  void pendingIsAVerdict() throws WireException {
    JsonObject reply = Golden.file("auth_v3_minv_pending.json").getAsJsonObject("reply");
    byte[] load = Golden.bytes(reply, "signed_bytes_b64");
    assertThat(AuthReply.of(Msgpack.WIRE.decodeMap(load)))
        .isEqualTo(
            new AuthReply.Verdict(
                AuthReply.Outcome.PENDING,
                Optional.of(new Nonce("e5bb3b94f54247958a9c9004b4837d88"))));
  }

  @ParameterizedTest
  @MethodSource("sealedRequests")
  void sealedRequestsAndRepliesOpen(String name) throws WireException {
    JsonObject file = Golden.file(name);
    Crypticle crypticle = new Crypticle(CrypticleKey.parse(file.get("key_string").getAsString()));
    openRequest(file, crypticle);

    JsonObject reply = file.getAsJsonObject("reply");
    byte[] body = Golden.bytes(reply, "raw_msgpack_b64");
    Bytes sealed = Envelopes.WIRE.decodeSealed(body);
    assertThat(Envelopes.WIRE.encodeSealed(sealed.array())).isEqualTo(body);
    Object answer = crypticle.open(sealed.array(), new Nonce(reply.get("nonce").getAsString()));
    assertThat(Msgpack.WIRE.encode(answer))
        .isEqualTo(Golden.bytes(reply, "plaintext_after_nonce_b64"));
  }

  @ParameterizedTest
  @MethodSource("pillars")
  void privateRepliesOpen(String name) throws WireException {
    JsonObject file = Golden.file(name);
    openRequest(file, new Crypticle(CrypticleKey.parse(file.get("key_string").getAsString())));

    JsonObject reply = file.getAsJsonObject("reply");
    byte[] body = Golden.bytes(reply, "raw_msgpack_b64");
    PrivateReply outer = Envelopes.WIRE.decodePrivate(body);
    assertThat(Envelopes.WIRE.encode(outer)).isEqualTo(body);
    assertThat(outer.key().array()).isEqualTo(Golden.bytes(reply, "key_ciphertext_b64"));

    CrypticleKey key = CrypticleKey.parse(reply.get("key_plaintext").getAsString());
    SignedPillar signed = SignedPillar.of(new Crypticle(key).open(outer.pillar().array()));
    assertThat(Msgpack.WIRE.encode(signed.toMap()))
        .isEqualTo(Golden.bytes(reply, "dict_plaintext_msgpack_b64"));
    assertThat(signed.data().array()).isEqualTo(Golden.bytes(reply, "signed_data_b64"));
    assertThat(signed.sig().array()).isEqualTo(Golden.bytes(reply, "sig_b64"));

    SignedPillar.Content content =
        SignedPillar.Content.of(Msgpack.WIRE.decodeMap(signed.data().array()));
    assertThat(content.key()).isEqualTo(outer.key());
    assertThat(content.nonce())
        .contains(new Nonce(reply.getAsJsonObject("decoded_data").get("nonce").getAsString()));
    assertThat(Msgpack.WIRE.encode(content.toMap())).isEqualTo(signed.data().array());
  }

  @ParameterizedTest
  @MethodSource("publications")
  void publicationsOpen(String name) throws WireException {
    JsonObject file = Golden.file(name);
    byte[] body =
        Base64.getDecoder().decode(file.getAsJsonArray("zmq_frames_b64").get(0).getAsString());
    Publication publication = Envelopes.WIRE.decodePublication(body);
    assertThat(Envelopes.WIRE.encode(publication)).isEqualTo(body);
    assertThat(publication.sig()).contains(Bytes.of(Golden.bytes(file, "sig_b64")));

    CrypticleKey key = CrypticleKey.parse(file.get("aes_key_string").getAsString());
    Object job = new Crypticle(key).open(publication.load().array());
    assertThat(Msgpack.WIRE.encode(job))
        .isEqualTo(Golden.bytes(file, "load_plaintext_msgpack_b64"));
    assertThat(Envelopes.clearLoad(job)).containsKeys("fun", "arg", "tgt", "jid", "serial");
  }

  @Test
  void topicsAreTheIdsDigest() {
    assertThat(Topics.of(new MinionId("m1")))
        .isEqualTo(Golden.file("primitives_3006_0.json").get("topic_of_m1").getAsString());
  }

  private static void openRequest(JsonObject file, Crypticle crypticle) throws WireException {
    JsonObject request = file.getAsJsonObject("request");
    byte[] body = Golden.bytes(request, "raw_msgpack_b64");
    SealedRequest envelope = (SealedRequest) Envelopes.WIRE.decodeRequest(body);
    assertThat(Envelopes.WIRE.encode(envelope)).isEqualTo(body);
    JsonObject outer = request.getAsJsonObject("decoded_outer");
    assertThat(envelope.version()).isEqualTo(outer.get("version").getAsInt());
    assertThat(envelope.id().map(MinionId::value))
        .isEqualTo(Optional.ofNullable(outer.get("id")).map(JsonElement::getAsString));

    Map<String, Object> load = Envelopes.clearLoad(crypticle.open(envelope.load().array()));
    assertThat(Msgpack.WIRE.encode(load))
        .isEqualTo(Golden.bytes(request, "load_plaintext_msgpack_b64"));
    assertThat(load.keySet())
        .containsExactlyElementsOf(request.getAsJsonObject("decoded_load").keySet());
    if (load.get("tok") != null) {
      assertThat((byte[]) load.get("tok")).hasSize(256);
    }
    assertThat(new String(Msgpack.WIRE.encode(load.get("cmd")), StandardCharsets.UTF_8))
        .endsWith(request.getAsJsonObject("decoded_load").get("cmd").getAsString());
  }
}
