// SPDX-License-Identifier: Apache-2.0
package io.saltern.rehearsal.internal;

import io.saltern.api.MinionId;
import io.saltern.api.channel.Admission;
import io.saltern.api.channel.MasterIdentity;
import io.saltern.api.channel.MinionAdmission;
import io.saltern.api.crypto.KeyCodec;
import io.saltern.api.crypto.SignatureAlgorithm;
import java.security.KeyPair;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A master with a key of its own that takes the minions of one name. */
final class Role implements MasterIdentity, MinionAdmission {
  private static final int BITS = 2048;

  private final MinionId minion;
  private final RSAPrivateCrtKey key;
  private final String publicKey;
  private final Map<MinionId, String> known = new ConcurrentHashMap<>();

  Role(MinionId minion, KeyCodec codec) {
    this.minion = minion;
    KeyPair pair = codec.generate(BITS);
    key = (RSAPrivateCrtKey) pair.getPrivate();
    publicKey = codec.writePublic((RSAPublicKey) pair.getPublic()).strip();
  }

  @Override
  public RSAPrivateCrtKey privateKey() {
    return key;
  }

  @Override
  public String publicKey() {
    return publicKey;
  }

  @Override
  public Optional<String> publicKeySignature(SignatureAlgorithm algorithm) {
    return Optional.empty();
  }

  @Override
  public Admission signIn(MinionId id, String offered, Map<String, Object> autosignGrains) {
    if (!id.equals(minion)) {
      return Admission.REJECTED;
    }
    known.put(id, offered);
    return Admission.ACCEPTED;
  }

  @Override
  public Optional<String> acceptedKey(MinionId id) {
    return Optional.ofNullable(known.get(id));
  }
}
