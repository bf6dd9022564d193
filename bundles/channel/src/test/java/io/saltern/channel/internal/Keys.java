// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import io.saltern.api.MinionId;
import io.saltern.api.channel.MinionIdentity;
import java.security.KeyPair;
import java.security.interfaces.RSAPrivateCrtKey;

/** Keys that tests share, for making them takes time. */
final class Keys {
  static final KeyPair MASTER = new JdkRsa().generate(2048);
  static final KeyPair OTHER_MASTER = new JdkRsa().generate(2048);
  static final KeyPair SIGNER = new JdkRsa().generate(2048);
  static final KeyPair MINION = new JdkRsa().generate(2048);

  private Keys() {}

  static MinionIdentity minion(String id) {
    return minion(id, MINION);
  }

  static MinionIdentity minion(String id, KeyPair pair) {
    return new MinionIdentity(
        new MinionId(id), (RSAPrivateCrtKey) pair.getPrivate(), TestMaster.pem(pair));
  }
}
