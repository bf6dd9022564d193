// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import io.saltern.api.channel.MasterIdentity;
import io.saltern.api.crypto.EncryptionAlgorithm;
import io.saltern.api.crypto.SignatureAlgorithm;
import io.saltern.wire.Bytes;
import io.saltern.wire.CrypticleKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What a master signs with: its key, and the publish key that it vouches for. */
final class MasterSeal {
  private final Tools tools;
  private final MasterIdentity identity;
  private final Clock clock;
  private final Duration lifetime;
  private final Map<SignatureAlgorithm, Optional<String>> publicKeySignatures =
      new ConcurrentHashMap<>();
  private volatile Vouched current;

  /**
   * @param lifetime after which the publish key is replaced
   */
  MasterSeal(Tools tools, MasterIdentity identity, Clock clock, Duration lifetime) {
    this.tools = tools;
    this.identity = identity;
    this.clock = clock;
    this.lifetime = lifetime;
    this.current = vouch(fresh());
  }

  /** The publish key with the master's signature of it. */
  record Vouched(PublishKey key, Bytes signature) {}

  /** The publish key of this moment. */
  Vouched current() {
    Vouched now = current;
    if (expired(now)) {
      return renew();
    }
    return now;
  }

  /** Makes a new publish key. */
  void rotate() {
    use(fresh());
  }

  /** Goes on with a publish key. */
  synchronized void use(PublishKey key) {
    current = vouch(key);
  }

  String publicKey() {
    return identity.publicKey();
  }

  /** The signature of the public key by the signing key, if this master has one. */
  Optional<String> publicKeySignature(SignatureAlgorithm algorithm) {
    return publicKeySignatures.computeIfAbsent(algorithm, identity::publicKeySignature);
  }

  byte[] sign(SignatureAlgorithm algorithm, byte[] message) {
    return tools.signing().call(rsa -> rsa.sign(identity.privateKey(), algorithm, message));
  }

  /** What was encrypted to the master's key, or empty. */
  Optional<byte[]> decrypt(EncryptionAlgorithm algorithm, byte[] sealed) {
    return tools.signing().call(rsa -> rsa.decrypt(identity.privateKey(), algorithm, sealed));
  }

  private synchronized Vouched renew() {
    if (expired(current)) {
      current = vouch(fresh());
    }
    return current;
  }

  private boolean expired(Vouched vouched) {
    return !clock.instant().isBefore(vouched.key.made().plus(lifetime));
  }

  private PublishKey fresh() {
    return new PublishKey(CrypticleKey.generate(), clock.instant());
  }

  private Vouched vouch(PublishKey key) {
    byte[] signature =
        tools.signing().call(rsa -> rsa.x931Sign(identity.privateKey(), key.digest()));
    return new Vouched(key, Bytes.of(signature));
  }
}
