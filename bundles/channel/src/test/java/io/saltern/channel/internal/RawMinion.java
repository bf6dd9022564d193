// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import io.saltern.api.MinionId;
import io.saltern.api.transport.Endpoint;
import io.saltern.api.transport.RequestClient;
import io.saltern.api.transport.Transport;
import io.saltern.api.transport.TransportOptions;
import io.saltern.wire.Crypticle;
import io.saltern.wire.CrypticleKey;
import io.saltern.wire.Msgpack;
import io.saltern.wire.Nonce;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.RSAPrivateCrtKey;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Sends whatever it is told to, right or wrong. */
final class RawMinion implements AutoCloseable {
  private static final Duration SOON = Duration.ofSeconds(60);

  final MinionId id;
  private final RequestClient client;
  private final String key;
  private final Crypticle session;
  private final byte[] token;

  RawMinion(Transport transport, Endpoint master, String id, KeyPair pair, String sessionKey) {
    this.id = new MinionId(id);
    this.client = transport.requests(master, TransportOptions.defaults());
    this.key = sessionKey;
    this.session = new Crypticle(CrypticleKey.parse(sessionKey));
    this.token =
        new JdkRsa()
            .x931Sign(
                (RSAPrivateCrtKey) pair.getPrivate(), "salt".getBytes(StandardCharsets.US_ASCII));
  }

  /** The text of the key that it seals with. */
  String key() {
    return key;
  }

  /** What it seals with. */
  Crypticle session() {
    return session;
  }

  /** The answer to a body, decoded. */
  Object ask(byte[] body) throws Exception {
    return Msgpack.WIRE.decode(send(body));
  }

  byte[] send(byte[] body) throws Exception {
    return client.request(body, SOON).get(60, TimeUnit.SECONDS);
  }

  /** A right request but for what is changed inside and outside. */
  byte[] request(Consumer<Map<String, Object>> inside, Consumer<Map<String, Object>> outside) {
    Map<String, Object> load = new LinkedHashMap<>();
    load.put("cmd", "_echo");
    load.put("nonce", Nonce.random().value());
    load.put("ts", System.currentTimeMillis() / 1000);
    load.put("tok", token);
    load.put("id", id.value());
    inside.accept(load);
    Map<String, Object> envelope = new LinkedHashMap<>();
    envelope.put("enc", "aes");
    envelope.put("load", session.seal(load));
    envelope.put("version", 3L);
    envelope.put("id", id.value());
    envelope.put("enc_algo", "OAEP-SHA1");
    envelope.put("sig_algo", "PKCS1v15-SHA1");
    outside.accept(envelope);
    return Msgpack.WIRE.encode(envelope);
  }

  /** Whether a right request is answered rightly. */
  boolean served() throws Exception {
    Nonce nonce = Nonce.random();
    Object answer = ask(request(load -> load.put("nonce", nonce.value()), envelope -> {}));
    return "echo".equals(session.open((byte[]) answer, nonce));
  }

  /** An answer without a nonce, opened. */
  Object open(Object answer) throws Exception {
    return session.open((byte[]) answer);
  }

  static byte[] signIn(Map<String, Object> changes) {
    return signIn(changes, 3L);
  }

  static byte[] signIn(Map<String, Object> changes, Object version) {
    Map<String, Object> load = new LinkedHashMap<>();
    load.put("cmd", "_auth");
    load.put("id", "web1");
    load.put("nonce", Nonce.random().value());
    load.put("enc_algo", "OAEP-SHA1");
    load.put("sig_algo", "PKCS1v15-SHA1");
    load.put("pub", TestMaster.pem(Keys.MINION));
    load.putAll(changes);
    return clear(load, version);
  }

  static byte[] clear(Object load, Object version) {
    Map<String, Object> envelope = new LinkedHashMap<>();
    envelope.put("enc", "clear");
    envelope.put("load", load);
    envelope.put("version", version);
    return Msgpack.WIRE.encode(envelope);
  }

  @Override
  public void close() {
    client.close();
  }
}
