// SPDX-License-Identifier: Apache-2.0
package io.saltern.crypto.openssl.internal;

import com.sun.jna.Pointer;
import io.saltern.api.crypto.EncryptionAlgorithm;
import io.saltern.api.crypto.SignatureAlgorithm;
import io.saltern.api.crypto.SigningProvider;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** RSA by libcrypto, blinded, with its own paddings. */
public final class OpenSslSigningProvider implements SigningProvider {
  private static final int X931_OVERHEAD = 2;
  private static final int SHA1_BYTES = 20;
  private static final int SHA224_BYTES = 28;

  private final PrivateKeys privateKeys = new PrivateKeys();

  /** Looked up once, not for each block of a mask; libcrypto's own, never freed. */
  private final Map<EncryptionAlgorithm, Pointer> digests =
      new EnumMap<>(EncryptionAlgorithm.class);

  private OpenSslSigningProvider() {
    for (EncryptionAlgorithm algorithm : EncryptionAlgorithm.values()) {
      Pointer digest = LibCrypto.EVP_MD_fetch(null, algorithm.digest(), null);
      if (digest == null) {
        throw new UnsatisfiedLinkError("libcrypto without " + algorithm.digest());
      }
      digests.put(algorithm, digest);
    }
  }

  /**
   * A provider on the system's library.
   *
   * @throws LinkageError when there is no such library, or it lacks a function
   */
  public static OpenSslSigningProvider load() {
    return load(LibCrypto.LIBRARY);
  }

  static OpenSslSigningProvider load(String library) {
    LibCrypto.bind(library);
    return new OpenSslSigningProvider();
  }

  @Override
  public String name() {
    return "openssl";
  }

  @Override
  public byte[] sign(RSAPrivateCrtKey key, SignatureAlgorithm algorithm, byte[] message) {
    byte[] digest = digest(algorithm, message);
    return privateKeys.use(
        key,
        copy -> {
          byte[] signature = new byte[copy.size()];
          if (LibCrypto.RSA_sign(
                  nid(algorithm), digest, digest.length, signature, new int[1], copy.rsa())
              != 1) {
            throw unusable(copy);
          }
          return signature;
        });
  }

  @Override
  public boolean verify(
      RSAPublicKey key, SignatureAlgorithm algorithm, byte[] message, byte[] signature) {
    byte[] digest = digest(algorithm, message);
    try (NativeKey copy = NativeKey.of(key)) {
      return signature.length == copy.size()
          && succeeded(
              LibCrypto.RSA_verify(
                      nid(algorithm),
                      digest,
                      digest.length,
                      signature,
                      signature.length,
                      copy.rsa())
                  == 1);
    }
  }

  @Override
  public byte[] encrypt(RSAPublicKey key, EncryptionAlgorithm algorithm, byte[] plain) {
    try (NativeKey copy = NativeKey.of(key)) {
      return encrypt(copy, algorithm, plain);
    }
  }

  @Override
  public List<byte[]> encryptAll(
      RSAPublicKey key, EncryptionAlgorithm algorithm, List<byte[]> plain) {
    try (NativeKey copy = NativeKey.of(key)) {
      return plain.stream().map(text -> encrypt(copy, algorithm, text)).toList();
    }
  }

  private byte[] encrypt(NativeKey key, EncryptionAlgorithm algorithm, byte[] plain) {
    Pointer digest = digest(algorithm);
    byte[] block = new byte[key.size()];
    if (LibCrypto.RSA_padding_add_PKCS1_OAEP_mgf1(
            block, block.length, plain, plain.length, null, 0, digest, digest)
        != 1) {
      LibCrypto.ERR_clear_error();
      throw tooMany(plain, key);
    }
    byte[] sealed = new byte[key.size()];
    if (LibCrypto.RSA_public_encrypt(
            block.length, block, sealed, key.rsa(), LibCrypto.RSA_NO_PADDING)
        != sealed.length) {
      throw unusable(key);
    }
    return sealed;
  }

  @Override
  public Optional<byte[]> decrypt(
      RSAPrivateCrtKey key, EncryptionAlgorithm algorithm, byte[] sealed) {
    Pointer digest = digest(algorithm);
    return privateKeys.use(
        key,
        copy -> {
          int size = copy.size();
          if (sealed.length != size) {
            return Optional.empty();
          }
          byte[] block = new byte[size];
          if (!succeeded(
              LibCrypto.RSA_private_decrypt(
                      size, sealed, block, copy.rsa(), LibCrypto.RSA_NO_PADDING)
                  == size)) {
            return Optional.empty();
          }
          byte[] plain = new byte[size];
          int length =
              LibCrypto.RSA_padding_check_PKCS1_OAEP_mgf1(
                  plain, size, block, size, size, null, 0, digest, digest);
          return opened(plain, length);
        });
  }

  @Override
  public byte[] x931Sign(RSAPrivateCrtKey key, byte[] data) {
    return privateKeys.use(
        key,
        copy -> {
          if (data.length > copy.size() - X931_OVERHEAD) {
            throw tooMany(data, copy);
          }
          byte[] signature = new byte[copy.size()];
          if (LibCrypto.RSA_private_encrypt(
                  data.length, data, signature, copy.rsa(), LibCrypto.RSA_X931_PADDING)
              != signature.length) {
            throw unusable(copy);
          }
          return signature;
        });
  }

  @Override
  public Optional<byte[]> x931Open(RSAPublicKey key, byte[] signature) {
    try (NativeKey copy = NativeKey.of(key)) {
      int size = copy.size();
      if (signature.length != size) {
        return Optional.empty();
      }
      byte[] data = new byte[size];
      int length =
          LibCrypto.RSA_public_decrypt(
              size, signature, data, copy.rsa(), LibCrypto.RSA_X931_PADDING);
      return opened(data, length);
    }
  }

  private static Optional<byte[]> opened(byte[] buffer, int length) {
    return succeeded(length >= 0) ? Optional.of(Arrays.copyOf(buffer, length)) : Optional.empty();
  }

  /** A failure that is an answer must not look like the reason of a later one. */
  private static boolean succeeded(boolean success) {
    if (!success) {
      LibCrypto.ERR_clear_error();
    }
    return success;
  }

  private static int nid(SignatureAlgorithm algorithm) {
    return switch (algorithm) {
      case PKCS1V15_SHA1 -> LibCrypto.NID_SHA1;
      case PKCS1V15_SHA224 -> LibCrypto.NID_SHA224;
    };
  }

  private Pointer digest(EncryptionAlgorithm algorithm) {
    return Objects.requireNonNull(digests.get(algorithm));
  }

  private static byte[] digest(SignatureAlgorithm algorithm, byte[] message) {
    byte[] digest =
        new byte[algorithm == SignatureAlgorithm.PKCS1V15_SHA1 ? SHA1_BYTES : SHA224_BYTES];
    switch (algorithm) {
      case PKCS1V15_SHA1 -> LibCrypto.SHA1(message, message.length, digest);
      case PKCS1V15_SHA224 -> LibCrypto.SHA224(message, message.length, digest);
    }
    return digest;
  }

  private static IllegalArgumentException tooMany(byte[] data, NativeKey key) {
    return new IllegalArgumentException(
        data.length + " bytes are too many for a key of " + key.size() + " bytes");
  }

  private static IllegalArgumentException unusable(NativeKey key) {
    return new IllegalArgumentException(
        "unusable RSA key of " + key.size() + " bytes: " + LibCrypto.failure());
  }
}
