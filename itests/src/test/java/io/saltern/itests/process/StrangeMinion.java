// SPDX-License-Identifier: Apache-2.0
package io.saltern.itests.process;

import io.saltern.testing.RawPeer;
import io.saltern.wire.Crypticle;
import io.saltern.wire.CrypticleKey;
import io.saltern.wire.Limits;
import io.saltern.wire.Msgpack;
import io.saltern.wire.Nonce;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import javax.crypto.Cipher;

/** A minion that signs in properly, and then says what it is told to, right or wrong. */
final class StrangeMinion {
  private static final Limits DEEP = new Limits(1 << 20, Limits.DEEPEST, 1_000_000);
  private static final KeyPair PAIR = generate();

  private final String id;
  private final Crypticle session;

  /** Signs in. */
  StrangeMinion(Master master, String id) throws Exception {
    this.id = id;
    try (RawPeer peer = new RawPeer(master.address(), Master.REQUESTS)) {
      peer.handshake("REQ");
      peer.send(RawPeer.request(signIn(Map.of("id", id))));
      Map<?, ?> answer = (Map<?, ?>) Msgpack.WIRE.decode(peer.readReply());
      Map<String, Object> load = Msgpack.WIRE.decodeMap((byte[]) answer.get("load"));
      session = new Crypticle(CrypticleKey.parse(open((byte[]) load.get("session"))), DEEP);
    }
  }

  /** A request to sign in, right but for the changes. */
  static byte[] signIn(Map<String, Object> changes) {
    Map<String, Object> load = new LinkedHashMap<>();
    load.put("cmd", "_auth");
    load.put("id", "stranger");
    load.put("nonce", Nonce.random().value());
    load.put("enc_algo", "OAEP-SHA1");
    load.put("sig_algo", "PKCS1v15-SHA1");
    load.put("pub", publicKey());
    load.putAll(changes);
    return clear(load);
  }

  /** A message that is not encrypted. */
  static byte[] clear(Object load) {
    Map<String, Object> envelope = new LinkedHashMap<>();
    envelope.put("enc", "clear");
    envelope.put("load", load);
    envelope.put("version", 3L);
    return Msgpack.WIRE.encode(envelope);
  }

  /** A request that fires an event, right but for what is changed inside and outside. */
  byte[] request(Consumer<Map<String, Object>> inside, Consumer<Map<String, Object>> outside) {
    Map<String, Object> load = new LinkedHashMap<>();
    load.put("cmd", "_minion_event");
    load.put("tag", "strange/event");
    load.put("data", Map.of("text", "hello"));
    load.put("nonce", Nonce.random().value());
    load.put("ts", System.currentTimeMillis() / 1000);
    load.put("tok", token());
    load.put("id", id);
    inside.accept(load);
    Map<String, Object> envelope = new LinkedHashMap<>();
    envelope.put("enc", "aes");
    envelope.put("load", session.seal(load));
    envelope.put("version", 3L);
    envelope.put("id", id);
    envelope.put("enc_algo", "OAEP-SHA1");
    envelope.put("sig_algo", "PKCS1v15-SHA1");
    outside.accept(envelope);
    return Msgpack.WIRE.encode(envelope);
  }

  /** What the master answers to a request, right but for what is changed inside. */
  Object ask(Attack attack, Consumer<Map<String, Object>> inside) throws Exception {
    Map<String, Object> sent = new LinkedHashMap<>();
    byte[] request =
        request(
            load -> {
              inside.accept(load);
              sent.putAll(load);
            },
            envelope -> {});
    Object answer = Msgpack.WIRE.decode(attack.ask(request));
    return answer instanceof byte[] sealed
        ? session.open(sealed, new Nonce(String.valueOf(sent.get("nonce"))))
        : answer;
  }

  private static KeyPair generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String publicKey() {
    Base64.Encoder encoder = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
    return "-----BEGIN PUBLIC KEY-----\n"
        + encoder.encodeToString(PAIR.getPublic().getEncoded())
        + "\n-----END PUBLIC KEY-----";
  }

  private static String open(byte[] sealed) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPWithSHA-1AndMGF1Padding");
    cipher.init(Cipher.DECRYPT_MODE, PAIR.getPrivate());
    return new String(cipher.doFinal(sealed), StandardCharsets.US_ASCII);
  }

  /** The proof that every request holds: ANSI X9.31 over a fixed word. */
  private static byte[] token() {
    byte[] word = "salt".getBytes(StandardCharsets.US_ASCII);
    byte[] block = new byte[256];
    Arrays.fill(block, (byte) 0xbb);
    block[0] = 0x6b;
    block[block.length - word.length - 2] = (byte) 0xba;
    System.arraycopy(word, 0, block, block.length - word.length - 1, word.length);
    block[block.length - 1] = (byte) 0xcc;
    RSAPrivateKey key = (RSAPrivateKey) PAIR.getPrivate();
    BigInteger n = key.getModulus();
    BigInteger power = new BigInteger(1, block).modPow(key.getPrivateExponent(), n);
    byte[] number = power.min(n.subtract(power)).toByteArray();
    byte[] token = new byte[block.length];
    int length = Math.min(token.length, number.length);
    System.arraycopy(number, number.length - length, token, token.length - length, length);
    return token;
  }
}
