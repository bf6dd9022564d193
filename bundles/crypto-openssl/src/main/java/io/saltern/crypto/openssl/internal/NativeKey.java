// SPDX-License-Identifier: Apache-2.0
package io.saltern.crypto.openssl.internal;

import com.sun.jna.Pointer;
import java.math.BigInteger;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A key in the memory of libcrypto, until it is closed. */
final class NativeKey implements AutoCloseable {
  private final Pointer rsa;
  private final int size;

  private NativeKey(Pointer rsa, BigInteger modulus) {
    this.rsa = rsa;
    this.size = (modulus.bitLength() + 7) / 8;
  }

  static NativeKey of(RSAPublicKey key) {
    NativeKey copy = empty(key.getModulus());
    copy.setKey(key.getModulus(), key.getPublicExponent(), null);
    return copy;
  }

  static NativeKey of(RSAPrivateCrtKey key) {
    NativeKey copy = empty(key.getModulus());
    copy.setKey(key.getModulus(), key.getPublicExponent(), key.getPrivateExponent());
    check(LibCrypto.RSA_set0_factors(copy.rsa, number(key.getPrimeP()), number(key.getPrimeQ())));
    check(
        LibCrypto.RSA_set0_crt_params(
            copy.rsa,
            number(key.getPrimeExponentP()),
            number(key.getPrimeExponentQ()),
            number(key.getCrtCoefficient())));
    return copy;
  }

  /** libcrypto's {@code RSA *}. */
  Pointer rsa() {
    return rsa;
  }

  /** The bytes of the modulus. */
  int size() {
    return size;
  }

  @Override
  public void close() {
    LibCrypto.RSA_free(rsa);
  }

  private static NativeKey empty(BigInteger modulus) {
    return new NativeKey(
        Objects.requireNonNull(LibCrypto.RSA_new(), "no memory for a key"), modulus);
  }

  private void setKey(BigInteger modulus, BigInteger exponent, @Nullable BigInteger secret) {
    check(
        LibCrypto.RSA_set0_key(
            rsa, number(modulus), number(exponent), secret == null ? null : number(secret)));
  }

  /** The key takes the number over and frees it. */
  private static Pointer number(BigInteger value) {
    byte[] bytes = value.toByteArray();
    try {
      return Objects.requireNonNull(
          LibCrypto.BN_bin2bn(bytes, bytes.length, null), "no memory for a number");
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private static void check(int result) {
    if (result != 1) {
      throw new IllegalArgumentException("unusable RSA key: " + LibCrypto.failure());
    }
  }
}
