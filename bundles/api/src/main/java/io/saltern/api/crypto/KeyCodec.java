// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.crypto;

import java.security.KeyPair;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/** RSA keys as PEM text, in the forms that Salt reads and writes. */
@ConsumerType
public interface KeyCodec {
  /**
   * A new pair with exponent 65537.
   *
   * @param bits the length of the modulus, at least 2048
   */
  KeyPair generate(int bits);

  /**
   * Reads {@code BEGIN RSA PRIVATE KEY} (PKCS#1, also with a passphrase) or {@code BEGIN PRIVATE
   * KEY}.
   *
   * @param passphrase null when the text is not encrypted; not kept
   * @throws KeyFormatException when the text is no such key or the passphrase is wrong
   */
  RSAPrivateCrtKey readPrivate(String pem, char @Nullable [] passphrase) throws KeyFormatException;

  /**
   * Reads {@code BEGIN PUBLIC KEY}, also under the heading {@code BEGIN RSA PUBLIC KEY}. Line ends
   * and white space around the text do not matter.
   *
   * @throws KeyFormatException when the text is no RSA public key of 1024 to 16384 bits
   */
  RSAPublicKey readPublic(String pem) throws KeyFormatException;

  /** PKCS#1 text with a final newline, encrypted (AES-256-CBC) when there is a passphrase. */
  String writePrivate(RSAPrivateCrtKey key, char @Nullable [] passphrase);

  /** SubjectPublicKeyInfo text, with newlines and a final newline. */
  String writePublic(RSAPublicKey key);
}
