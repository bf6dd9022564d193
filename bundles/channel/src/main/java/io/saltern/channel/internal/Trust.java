// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

/**
 * What a minion does with a master's public key: Salt's table. Pure.
 *
 * @see #of
 */
enum Trust {
  /** The master signs its key and the minion does not verify: refused. */
  SIGNATURE_UNWANTED(
      "the master signs its key and verify_master_pubkey_sign is not set on the minion"),
  /** The minion verifies and the master does not sign: refused. */
  SIGNATURE_MISSING(
      "verify_master_pubkey_sign is set on the minion and the master does not sign its key"),
  /** Another key than the stored one: refused. */
  CHANGED("it is not the key on file"),
  /** The stored key: trusted when the master proves that it can read the token. */
  KNOWN("it is the key on file: trusted"),
  /** The stored key, whose signature is to be verified all the same. */
  KNOWN_AND_VERIFY("it is the key on file, with a valid signature: trusted"),
  /** No key is stored: trusted at first sight, and stored. */
  FIRST("no key is on file, or open_mode is set: trusted without proof, and kept"),
  /** Trusted and stored when the signature is right. */
  VERIFY("it is not on file and has a valid signature: trusted, and kept");

  private final String meaning;

  Trust(String meaning) {
    this.meaning = meaning;
  }

  /** For people. */
  String meaning() {
    return meaning;
  }

  /** What is known of the master's key. */
  enum Stored {
    NONE,
    SAME,
    OTHER
  }

  /**
   * What the minion's settings say.
   *
   * @param verify {@code verify_master_pubkey_sign}
   * @param always {@code always_verify_signature}
   * @param openMode {@code open_mode}
   */
  record Rules(boolean verify, boolean always, boolean openMode) {}

  /**
   * Decides.
   *
   * @param stored how the offered key relates to the stored one
   * @param signed whether the reply holds a signature of the master's key
   */
  static Trust of(Stored stored, boolean signed, Rules rules) {
    if (signed && !rules.verify()) {
      return SIGNATURE_UNWANTED;
    }
    if (!signed && rules.verify()) {
      return SIGNATURE_MISSING;
    }
    if (stored == Stored.SAME) {
      return !rules.always() ? KNOWN : signed ? KNOWN_AND_VERIFY : SIGNATURE_MISSING;
    }
    if (rules.verify()) {
      return VERIFY;
    }
    return stored == Stored.NONE || rules.openMode() ? FIRST : CHANGED;
  }

  /** Whether the master must show that it could read the minion's token. */
  boolean needsToken() {
    return this == KNOWN || this == KNOWN_AND_VERIFY;
  }

  /** Whether the signature of the key is to be verified. */
  boolean needsSignature() {
    return this == VERIFY || this == KNOWN_AND_VERIFY;
  }

  /** Whether the key is to be stored. */
  boolean stores() {
    return this == VERIFY || this == FIRST;
  }
}
