// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.crypto;

import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * RSA operations. Keys are the JDK's immutable values, so that one provider can follow another
 * while keys stay in use; a provider may cache what it derives from a key. All methods are safe for
 * use by many threads and take as long as one RSA operation: never call them on an I/O thread.
 *
 * <p>The provider with the highest {@code service.ranking} is used.
 */
@ConsumerType
public interface SigningProvider {
  /** A short name for logs and the shell, as {@code bouncycastle}. */
  String name();

  /** The signature of {@code message}, as long as the modulus. Deterministic. */
  byte[] sign(RSAPrivateCrtKey key, SignatureAlgorithm algorithm, byte[] message);

  /** Whether {@code signature} is that of {@code message}; false also for one of a wrong length. */
  boolean verify(RSAPublicKey key, SignatureAlgorithm algorithm, byte[] message, byte[] signature);

  /**
   * Encrypts a short text to the key's owner.
   *
   * @throws IllegalArgumentException when {@code plain} is too long for the key
   */
  byte[] encrypt(RSAPublicKey key, EncryptionAlgorithm algorithm, byte[] plain);

  /**
   * Encrypts several short texts to the key's owner, at the price of setting its key up once.
   *
   * @return what {@link #encrypt} makes of each, in the same order
   * @throws IllegalArgumentException when one of them is too long for the key
   */
  default List<byte[]> encryptAll(
      RSAPublicKey key, EncryptionAlgorithm algorithm, List<byte[]> plain) {
    return plain.stream().map(text -> encrypt(key, algorithm, text)).toList();
  }

  /** What was encrypted to {@code key}, or empty when it was not or was altered. */
  Optional<byte[]> decrypt(RSAPrivateCrtKey key, EncryptionAlgorithm algorithm, byte[] sealed);

  /**
   * OpenSSL's {@code RSA_private_encrypt} with {@code RSA_X931_PADDING}: Salt's {@code tok} and the
   * inner {@code sig} of a sign-in reply. Deterministic, as long as the modulus.
   *
   * @throws IllegalArgumentException when {@code data} is longer than the modulus less two bytes
   */
  byte[] x931Sign(RSAPrivateCrtKey key, byte[] data);

  /** The data of {@link #x931Sign}, or empty when {@code signature} was not made with the key. */
  Optional<byte[]> x931Open(RSAPublicKey key, byte[] signature);
}
