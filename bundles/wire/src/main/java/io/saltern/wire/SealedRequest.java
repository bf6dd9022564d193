// SPDX-License-Identifier: Apache-2.0
package io.saltern.wire;

import io.saltern.api.MinionId;
import io.saltern.api.crypto.EncryptionAlgorithm;
import io.saltern.api.crypto.SignatureAlgorithm;
import java.util.Optional;

/**
 * An encrypted request. Nothing in this envelope is proven before the load has been opened.
 *
 * @param load the command and its fields, sealed
 * @param version the version the sender speaks
 * @param id who sends; present from version 3 on
 * @param encAlgo how the sender wants RSA-encrypted parts of the reply, as {@code OAEP-SHA1}; any
 *     text
 * @param sigAlgo how the sender wants signed parts of the reply, as {@code PKCS1v15-SHA1}; any text
 */
public record SealedRequest(
    Bytes load, int version, Optional<MinionId> id, String encAlgo, String sigAlgo)
    implements Request {
  /** What an absent {@code enc_algo} means. */
  public static final String DEFAULT_ENC_ALGO = EncryptionAlgorithm.OAEP_SHA1.wireName();

  /** What an absent {@code sig_algo} means. */
  public static final String DEFAULT_SIG_ALGO = SignatureAlgorithm.PKCS1V15_SHA1.wireName();
}
