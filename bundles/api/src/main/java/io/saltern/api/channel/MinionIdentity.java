// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.channel;

import io.saltern.api.MinionId;
import java.security.interfaces.RSAPrivateCrtKey;

/**
 * Who a minion is.
 *
 * @param publicKey PEM text without final newline
 */
public record MinionIdentity(MinionId id, RSAPrivateCrtKey privateKey, String publicKey) {
  /** Without the key. */
  @Override
  public String toString() {
    return "MinionIdentity[" + id + "]";
  }
}
