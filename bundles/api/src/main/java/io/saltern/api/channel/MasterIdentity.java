// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.channel;

import io.saltern.api.crypto.SignatureAlgorithm;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** Who a master is, cryptographically. */
@ConsumerType
public interface MasterIdentity {
  /** The master's key. */
  RSAPrivateCrtKey privateKey();

  /** Its public half as sent: PEM text without final newline. */
  String publicKey();

  /**
   * What goes into {@code pub_sig}: base64 text with a final newline of the signature over {@link
   * #publicKey}; empty when this master does not sign its key.
   *
   * @param algorithm the one that the minion asked for
   */
  Optional<String> publicKeySignature(SignatureAlgorithm algorithm);
}
