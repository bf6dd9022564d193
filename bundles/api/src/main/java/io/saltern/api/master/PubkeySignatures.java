// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.master;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Prepares the signature of the master's public key, for {@code master_use_pubkey_signature}. */
@ProviderType
public interface PubkeySignatures {
  /**
   * What to sign, and with what.
   *
   * @param privateKey the signing key; empty = that of {@code master_sign_key_name}
   * @param publicKey the key to sign; empty = {@code master.pub}
   * @param folder where the file goes; empty = {@code pki_dir}
   * @param autoCreate whether to make the signing pair when it is missing
   */
  record Request(
      Optional<Path> privateKey,
      Optional<Path> publicKey,
      Optional<Path> folder,
      boolean autoCreate) {}

  /**
   * Writes the signature's file, also in place of another signature.
   *
   * @return false when the file holds this signature already
   * @throws IOException when a key is missing or cannot be read, or the file cannot be written; the
   *     message says so
   */
  boolean generate(Request request) throws IOException;
}
