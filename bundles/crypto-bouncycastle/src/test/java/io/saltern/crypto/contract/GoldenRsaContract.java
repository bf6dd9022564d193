// SPDX-License-Identifier: Apache-2.0
package io.saltern.crypto.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.saltern.api.crypto.EncryptionAlgorithm;
import io.saltern.api.crypto.SignatureAlgorithm;
import io.saltern.api.crypto.SigningProvider;
import io.saltern.crypto.bouncycastle.internal.PemKeyCodec;
import io.saltern.testing.Vectors;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Signatures, ciphertexts and X9.31 blocks of running peers, which every provider reproduces. */
public abstract class GoldenRsaContract {
  private static final Map<String, byte[]> FILES = Vectors.archive(Vectors.class, "vectors.tar");
  private static final byte[] SALT = "salt".getBytes(StandardCharsets.UTF_8);

  private final SigningProvider rsa;
  private final PemKeyCodec keys = new PemKeyCodec();

  protected GoldenRsaContract(SigningProvider rsa) {
    this.rsa = rsa;
  }

  static Stream<String> signIns() {
    return names("auth_v.*");
  }

  static Stream<String> acceptedSignIns() {
    return names("auth_v.*_accepted_.*");
  }

  static Stream<String> requestsWithToken() {
    return names(".*_v3_minv.*").filter(name -> !name.startsWith("auth_"));
  }

  static Stream<String> publications() {
    return names("publish_.*");
  }

  static Stream<String> pillars() {
    return names("pillar_.*");
  }

  @ParameterizedTest
  @EnumSource
  void signaturesAreTheSame(SignatureAlgorithm algorithm) throws Exception {
    JsonObject file = file("rsa_primitives.json");
    byte[] message = bytes(file, "message_b64");
    byte[] signature = bytes(file.getAsJsonObject("sign"), algorithm.wireName());
    assertThat(rsa.sign(privateKey(file, "private_pem"), algorithm, message)).isEqualTo(signature);
    RSAPublicKey key = publicKey(file, "public_pem");
    assertThat(rsa.verify(key, algorithm, message, signature)).isTrue();
    assertThat(rsa.verify(key, other(algorithm), message, signature)).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void ciphertextsAreRead(EncryptionAlgorithm algorithm) throws Exception {
    JsonObject file = file("rsa_primitives.json");
    byte[] sealed = bytes(file.getAsJsonObject("oaep"), algorithm.wireName());
    assertThat(rsa.decrypt(privateKey(file, "private_pem"), algorithm, sealed))
        .hasValue(bytes(file, "message_b64"));
  }

  @Test
  void x931BlocksAreTheSame() throws Exception {
    JsonObject file = file("rsa_primitives.json");
    RSAPrivateCrtKey key = privateKey(file, "private_pem");
    byte[] tok = bytes(file, "x931_private_encrypt_of_'salt' (tok)");
    assertThat(rsa.x931Sign(key, SALT)).isEqualTo(tok);
    assertThat(rsa.x931Open(publicKey(file, "public_pem"), tok)).hasValue(SALT);

    JsonObject longer = file.getAsJsonObject("x931_private_encrypt_of_64_hex_chars");
    byte[] data = text(longer, "data");
    assertThat(rsa.x931Sign(key, data)).isEqualTo(bytes(longer, "out_b64"));
    assertThat(rsa.x931Open(publicKey(file, "public_pem_clean_key"), bytes(longer, "out_b64")))
        .hasValue(data);
  }

  @Test
  void theFirstRecordedReleaseIsReproduced() throws Exception {
    JsonObject file = file("primitives_3006_0.json");
    RSAPrivateCrtKey key = privateKey(file, "rsa_private_pem");
    assertThat(rsa.x931Sign(key, SALT)).isEqualTo(bytes(file, "tok_x931_of_salt"));
    assertThat(rsa.x931Sign(key, sha256Hex(text(file, "session_key_string"))))
        .isEqualTo(bytes(file, "auth_sig_x931_of_hex_sha256"));
    assertThat(rsa.sign(key, SignatureAlgorithm.PKCS1V15_SHA1, text(file, "sign_message_text")))
        .isEqualTo(bytes(file, "sign_sha1_pkcs1v15"));
    assertThat(rsa.sign(key, SignatureAlgorithm.PKCS1V15_SHA1, text(file, "rsa_public_pem")))
        .isEqualTo(
            Base64.getMimeDecoder().decode(file.get("pub_sig_of_rsa_public_pem").getAsString()));
    assertThat(rsa.decrypt(key, EncryptionAlgorithm.OAEP_SHA1, bytes(file, "oaep_of_session_key")))
        .hasValue(text(file, "session_key_string"));
  }

  @ParameterizedTest
  @MethodSource("signIns")
  void signInRepliesAreSignedAlike(String name) throws Exception {
    JsonObject file = file(name);
    JsonObject reply = file.getAsJsonObject("reply");
    SignatureAlgorithm algorithm = algorithm(reply, "signature_algorithm");
    byte[] signed = bytes(reply, "signed_bytes_b64");
    JsonObject pems = file.getAsJsonObject("keys");
    assertThat(rsa.sign(privateKey(pems, "master_private_pem"), algorithm, signed))
        .isEqualTo(bytes(reply, "signature_b64"));
    assertThat(
            rsa.verify(
                publicKey(pems, "master_public_file"),
                algorithm,
                signed,
                bytes(reply, "signature_b64")))
        .isTrue();
  }

  @ParameterizedTest
  @MethodSource("acceptedSignIns")
  void acceptedSignInsOpen(String name) throws Exception {
    JsonObject file = file(name);
    JsonObject pems = file.getAsJsonObject("keys");
    JsonObject load = file.getAsJsonObject("reply").getAsJsonObject("decoded_load");
    JsonObject derived = file.getAsJsonObject("derived");
    RSAPrivateCrtKey minion = privateKey(pems, "minion_private_pem");
    EncryptionAlgorithm encryption =
        name.contains("224") ? EncryptionAlgorithm.OAEP_SHA224 : EncryptionAlgorithm.OAEP_SHA1;
    byte[] publishKey = text(derived, "aes_plaintext");

    assertThat(rsa.decrypt(minion, encryption, binary(load, "aes"))).hasValue(publishKey);
    if (load.has("session")) {
      assertThat(rsa.decrypt(minion, encryption, binary(load, "session")))
          .hasValue(text(derived, "session_plaintext"));
    }
    if (load.has("token")) {
      assertThat(rsa.decrypt(minion, encryption, binary(load, "token")))
          .hasValue(bytes(derived, "reply_token_plaintext_b64"));
    }
    RSAPrivateCrtKey master = privateKey(pems, "master_private_pem");
    assertThat(rsa.x931Sign(master, sha256Hex(publishKey))).isEqualTo(binary(load, "sig"));
    assertThat(rsa.x931Open(publicKey(load, "pub_key"), binary(load, "sig")))
        .hasValue(text(derived, "x931_inner_sig_recovered"));

    SignatureAlgorithm algorithm = algorithm(file.getAsJsonObject("reply"), "signature_algorithm");
    assertThat(
            rsa.verify(
                publicKey(pems, "master_sign_public_file"),
                algorithm,
                text(load, "pub_key"),
                bytes(derived, "pub_sig_raw_b64")))
        .isTrue();
  }

  @ParameterizedTest
  @MethodSource("requestsWithToken")
  void tokensAreMadeAndOpened(String name) throws Exception {
    JsonObject file = file(name);
    RSAPrivateCrtKey minion = privateKey(file, "minion_private_pem");
    byte[] tok = binary(file.getAsJsonObject("request").getAsJsonObject("decoded_load"), "tok");
    assertThat(rsa.x931Sign(minion, SALT)).isEqualTo(tok);
  }

  @ParameterizedTest
  @MethodSource("publications")
  void publicationsAreSignedAlike(String name) throws Exception {
    JsonObject file = file(name);
    SignatureAlgorithm algorithm = algorithm(file, "sig_algorithm");
    byte[] load = bytes(file, "load_ciphertext_b64");
    assertThat(rsa.sign(privateKey(file, "master_private_pem"), algorithm, load))
        .isEqualTo(bytes(file, "sig_b64"));
    RSAPublicKey master = publicKey(file, "master_public_pem");
    assertThat(rsa.verify(master, algorithm, load, bytes(file, "sig_b64"))).isTrue();
    load[0] ^= 1;
    assertThat(rsa.verify(master, algorithm, load, bytes(file, "sig_b64"))).isFalse();
  }

  @ParameterizedTest
  @MethodSource("pillars")
  void pillarsAreSignedAlike(String name) throws Exception {
    JsonObject reply = file(name).getAsJsonObject("reply");
    assertThat(
            rsa.sign(
                privateKey(reply, "master_private_pem"),
                algorithm(reply, "sig_algorithm"),
                bytes(reply, "signed_data_b64")))
        .isEqualTo(bytes(reply, "sig_b64"));
  }

  @Test
  void signatureFilesAreVerified() throws Exception {
    for (String name :
        new String[] {"pubkey_signature_3006_0.json", "pubkey_signature_3008_2.json"}) {
      JsonObject file = file(name);
      String text = new String(bytes(file, "signature_file_b64"), StandardCharsets.US_ASCII);
      byte[] signature = Base64.getMimeDecoder().decode(text);
      byte[] signed = bytes(file, "signed_bytes_b64");
      assertThat(
              rsa.verify(
                  publicKey(file, "master_sign_public_pem"),
                  SignatureAlgorithm.PKCS1V15_SHA1,
                  signed,
                  signature))
          .isTrue();
      assertThat(
              rsa.sign(
                  privateKey(file, "master_sign_private_pem"),
                  SignatureAlgorithm.PKCS1V15_SHA1,
                  signed))
          .isEqualTo(signature);
    }
  }

  private static Stream<String> names(String pattern) {
    return FILES.keySet().stream().filter(name -> name.matches(pattern));
  }

  private static JsonObject file(String name) {
    return JsonParser.parseString(new String(FILES.get(name), StandardCharsets.UTF_8))
        .getAsJsonObject();
  }

  private static byte[] bytes(JsonObject object, String field) {
    return Base64.getDecoder().decode(object.get(field).getAsString());
  }

  private static byte[] binary(JsonObject object, String field) {
    return bytes(object.getAsJsonObject(field), "b64");
  }

  private static byte[] text(JsonObject object, String field) {
    return object.get(field).getAsString().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] sha256Hex(byte[] data) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(data);
    return HexFormat.of().formatHex(digest).getBytes(StandardCharsets.US_ASCII);
  }

  private RSAPrivateCrtKey privateKey(JsonObject object, String field) throws Exception {
    return keys.readPrivate(object.get(field).getAsString(), null);
  }

  private RSAPublicKey publicKey(JsonObject object, String field) throws Exception {
    return keys.readPublic(object.get(field).getAsString());
  }

  private static SignatureAlgorithm algorithm(JsonObject object, String field) {
    return SignatureAlgorithm.of(object.get(field).getAsString()).orElseThrow();
  }

  private static SignatureAlgorithm other(SignatureAlgorithm algorithm) {
    return algorithm == SignatureAlgorithm.PKCS1V15_SHA1
        ? SignatureAlgorithm.PKCS1V15_SHA224
        : SignatureAlgorithm.PKCS1V15_SHA1;
  }
}
