// SPDX-License-Identifier: Apache-2.0
package io.saltern.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class EnvelopesTest {
  private static final byte[] CIPHERTEXT = {(byte) 0xff, 1, 2};

  static Stream<Arguments> versions() {
    return Stream.of(
        Arguments.of(null, 0),
        Arguments.of(0, 0),
        Arguments.of(2, 2),
        Arguments.of(3, 3),
        Arguments.of(4, 4),
        Arguments.of("3", 3),
        Arguments.of(" 3 ", 3),
        Arguments.of("x", 0),
        Arguments.of("", 0),
        Arguments.of("3.0", 0),
        Arguments.of("99999999999999999999", 0),
        Arguments.of(-5, 0),
        Arguments.of("-5", 0),
        Arguments.of(List.of(3), 0),
        Arguments.of(Long.MAX_VALUE, Integer.MAX_VALUE),
        Arguments.of(BigInteger.ONE.shiftLeft(63), Integer.MAX_VALUE));
  }

  @ParameterizedTest
  @MethodSource("versions")
  void versionsAreReadLeniently(Object travelling, int version) throws WireException {
    Map<String, Object> map = clear(Map.of("cmd", "ping"));
    map.put("version", travelling);
    assertThat(decode(map).version()).isEqualTo(version);
  }

  static Stream<Arguments> flaws() {
    Map<String, Object> textLoad = clear("text");
    Map<String, Object> numberLoad = sealed(3, "web1");
    numberLoad.put("load", 5);
    Map<String, Object> noEnc = sealed(3, "web1");
    noEnc.remove("enc");
    Map<String, Object> noLoad = sealed(3, "web1");
    noLoad.remove("load");
    Map<String, Object> otherEnc = sealed(3, "web1");
    otherEnc.put("enc", "pub");
    Map<String, Object> numberEnc = sealed(3, "web1");
    numberEnc.put("enc", 1);
    Map<String, Object> numberAlgo = sealed(3, "web1");
    numberAlgo.put("enc_algo", 1);
    return Stream.of(
        Arguments.of("x", "message is not a map", ErrorReply.BAD_LOAD),
        Arguments.of(Map.of(1, 2), "message has a key that is not text", ErrorReply.BAD_LOAD),
        Arguments.of(noEnc, "enc is missing", ErrorReply.BAD_LOAD),
        Arguments.of(numberEnc, "enc is not text", ErrorReply.BAD_LOAD),
        Arguments.of(otherEnc, "enc is neither clear nor aes", ErrorReply.BAD_LOAD),
        Arguments.of(noLoad, "load is missing", ErrorReply.BAD_LOAD),
        Arguments.of(numberLoad, "load is not bytes", ErrorReply.BAD_LOAD),
        Arguments.of(textLoad, "load is not a map", ErrorReply.NOT_A_MAP),
        Arguments.of(numberAlgo, "enc_algo is not text", ErrorReply.BAD_LOAD),
        Arguments.of(sealed(3, null), "id is missing", ErrorReply.BAD_LOAD),
        Arguments.of(sealed(3, 7), "id is not text", ErrorReply.BAD_LOAD),
        Arguments.of(sealed(3, ".."), "id is not a minion id", ErrorReply.BAD_LOAD),
        Arguments.of(sealed(3, "a/b"), "id is not a minion id", ErrorReply.BAD_LOAD),
        Arguments.of(sealed(4, "x".repeat(10_000)), "id is not a minion id", ErrorReply.BAD_LOAD));
  }

  @ParameterizedTest
  @MethodSource("flaws")
  void whatIsNoRequestIsRefusedWithItsAnswer(Object value, String message, ErrorReply reply) {
    assertThatThrownBy(() -> decode(value))
        .isInstanceOfSatisfying(
            EnvelopeException.class, e -> assertThat(e.reply()).isEqualTo(reply))
        .hasMessage(message);
  }

  @Test
  void oldVersionsNeedNoId() throws WireException {
    SealedRequest request = (SealedRequest) decode(sealed(2, "../x"));
    assertThat(request.id()).isEmpty();
    assertThat(request.encAlgo()).isEqualTo("OAEP-SHA1");
    assertThat(request.sigAlgo()).isEqualTo("PKCS1v15-SHA1");
  }

  @Test
  void ciphertextThatLooksLikeTextStaysBytes() throws WireException {
    byte[] body = Envelopes.WIRE.encodeSealed("looks like text".getBytes());
    assertThat(Envelopes.WIRE.decodeSealed(body)).isEqualTo(Bytes.ofText("looks like text"));
  }

  @ParameterizedTest
  @EnumSource
  void errorRepliesAreKnownWhenTheyComeBack(ErrorReply reply) throws WireException {
    assertThat(ErrorReply.of(Msgpack.WIRE.decode(reply.encode()))).contains(reply);
    AuthAnswer failed = new AuthAnswer.Failed(reply);
    assertThat(Envelopes.WIRE.decodeAuthAnswer(Envelopes.WIRE.encode(failed))).isEqualTo(failed);
  }

  @Test
  void unsignedRefusalsAreReadAndWritten() throws WireException {
    AuthAnswer refusal = new AuthAnswer.Unsigned("bad sig algo");
    byte[] body = Envelopes.WIRE.encode(refusal);
    assertThat(Msgpack.WIRE.decode(body))
        .isEqualTo(Map.of("enc", "clear", "load", Map.of("ret", "bad sig algo")));
    assertThat(Envelopes.WIRE.decodeAuthAnswer(body)).isEqualTo(refusal);
  }

  @ParameterizedTest
  @EnumSource
  void verdictsAreReadAndWritten(AuthReply.Outcome outcome) throws WireException {
    AuthReply verdict = new AuthReply.Verdict(outcome, Optional.of(Nonce.random()));
    byte[] load = Msgpack.WIRE.encode(verdict.toMap());
    assertThat(AuthReply.of(Msgpack.WIRE.decodeMap(load))).isEqualTo(verdict);
  }

  @Test
  void verdictsOfNoMeaningAreRefused() {
    assertThatThrownBy(() -> AuthReply.of(Map.of("ret", "perhaps")))
        .hasMessage("ret is neither true, false nor full");
    assertThatThrownBy(() -> AuthReply.of(Map.of("pub_key", "", "publish_port", 70_000L)))
        .hasMessage("publish_port is not a port");
  }

  @Test
  void signInsCarryAutosignGrains() throws WireException {
    AuthRequest request =
        new AuthRequest(
            "web1",
            Optional.of(Nonce.random()),
            "OAEP-SHA224",
            "PKCS1v15-SHA224",
            Map.of("uuid", "0815"),
            Optional.of(Bytes.of(CIPHERTEXT)),
            "pem");
    ClearRequest sent = new ClearRequest(request.toLoad());
    ClearRequest read = (ClearRequest) Envelopes.WIRE.decodeRequest(Envelopes.WIRE.encode(sent));
    assertThat(AuthRequest.of(read.load())).isEqualTo(request);
    assertThat(read.version()).isEqualTo(3);
  }

  @Test
  void signInsWithAForeignNonceAreRefused() {
    Map<String, Object> load = new LinkedHashMap<>();
    load.put("id", "web1");
    load.put("pub", "pem");
    load.put("nonce", "n".repeat(32));
    assertThatThrownBy(() -> AuthRequest.of(load)).hasMessage("nonce is not 32 hexadecimal digits");
  }

  @Test
  void loadsAreNotShown() {
    assertThat(new ClearRequest(Map.of("password", "s3cret")).toString())
        .isEqualTo("ClearRequest[version=3]");
    assertThat(
            new SignedPillar.Content(Bytes.of(CIPHERTEXT), Map.of("p", "s3cret"), Optional.empty())
                .toString())
        .doesNotContain("s3cret");
  }

  private static Request decode(Object value) throws WireException {
    return Envelopes.WIRE.decodeRequest(Msgpack.WIRE.encode(value));
  }

  private static Map<String, Object> clear(Object load) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("enc", "clear");
    map.put("load", load);
    return map;
  }

  private static Map<String, Object> sealed(int version, Object id) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("enc", "aes");
    map.put("load", Arrays.copyOf(CIPHERTEXT, CIPHERTEXT.length));
    map.put("version", version);
    map.put("id", id);
    return map;
  }
}
