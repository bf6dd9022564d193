// SPDX-License-Identifier: Apache-2.0
package io.saltern.crypto.bouncycastle.internal;

import io.saltern.api.crypto.EncryptionAlgorithm;
import io.saltern.api.crypto.SignatureAlgorithm;
import io.saltern.api.crypto.SigningProvider;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.RSAKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.util.Optional;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.bouncycastle.util.BigIntegers;
import org.osgi.service.component.annotations.Component;

/**
 * RSA by the JDK, whose private operation (remainders, blinded, checked) is a little faster than
 * Bouncy Castle's, and the padding that neither has.
 */
@Component
public final class RsaSigningProvider implements SigningProvider {
  private static final String OAEP = "RSA/ECB/OAEPPadding";
  private static final String RAW = "RSA/ECB/NoPadding";

  @Override
  public String name() {
    return "bouncycastle";
  }

  @Override
  public byte[] sign(RSAPrivateCrtKey key, SignatureAlgorithm algorithm, byte[] message) {
    try {
      Signature signature = Signature.getInstance(algorithm.jcaName());
      signature.initSign(key);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw unusable(key, e);
    }
  }

  @Override
  public boolean verify(
      RSAPublicKey key, SignatureAlgorithm algorithm, byte[] message, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance(algorithm.jcaName());
      verifier.initVerify(key);
      verifier.update(message);
      return verifier.verify(signature);
    } catch (SignatureException wrongLength) {
      return false;
    } catch (GeneralSecurityException e) {
      throw unusable(key, e);
    }
  }

  @Override
  public byte[] encrypt(RSAPublicKey key, EncryptionAlgorithm algorithm, byte[] plain) {
    try {
      return oaep(Cipher.ENCRYPT_MODE, key, algorithm).doFinal(plain);
    } catch (IllegalBlockSizeException e) {
      throw new IllegalArgumentException(
          plain.length + " bytes are too many for a key of " + size(key) + " bytes", e);
    } catch (GeneralSecurityException e) {
      throw unusable(key, e);
    }
  }

  @Override
  public Optional<byte[]> decrypt(
      RSAPrivateCrtKey key, EncryptionAlgorithm algorithm, byte[] sealed) {
    if (sealed.length != size(key)) {
      return Optional.empty();
    }
    try {
      return Optional.of(oaep(Cipher.DECRYPT_MODE, key, algorithm).doFinal(sealed));
    } catch (BadPaddingException | IllegalBlockSizeException notOurs) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw unusable(key, e);
    }
  }

  @Override
  public byte[] x931Sign(RSAPrivateCrtKey key, byte[] data) {
    int size = size(key);
    byte[] block = X931.pad(data, size);
    BigInteger modulus = key.getModulus();
    if (new BigInteger(1, block).compareTo(modulus) >= 0) {
      throw new IllegalArgumentException(
          "no X9.31 block fits a modulus of " + modulus.bitLength() + " bits");
    }
    try {
      Cipher cipher = Cipher.getInstance(RAW);
      cipher.init(Cipher.DECRYPT_MODE, key);
      BigInteger signature = new BigInteger(1, cipher.doFinal(block));
      return BigIntegers.asUnsignedByteArray(size, signature.min(modulus.subtract(signature)));
    } catch (GeneralSecurityException e) {
      throw unusable(key, e);
    }
  }

  @Override
  public Optional<byte[]> x931Open(RSAPublicKey key, byte[] signature) {
    BigInteger modulus = key.getModulus();
    BigInteger number = new BigInteger(1, signature);
    int size = size(key);
    if (signature.length != size || number.compareTo(modulus) >= 0) {
      return Optional.empty();
    }
    BigInteger block = number.modPow(key.getPublicExponent(), modulus);
    if ((block.intValue() & 0xf) != 0xc) {
      block = modulus.subtract(block);
    }
    return X931.unpad(BigIntegers.asUnsignedByteArray(size, block));
  }

  private static Cipher oaep(int mode, Key key, EncryptionAlgorithm algorithm)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(OAEP);
    String digest = algorithm.digest();
    cipher.init(
        mode,
        key,
        new OAEPParameterSpec(
            digest, "MGF1", new MGF1ParameterSpec(digest), PSource.PSpecified.DEFAULT));
    return cipher;
  }

  private static int size(RSAKey key) {
    return (key.getModulus().bitLength() + 7) / 8;
  }

  private static IllegalArgumentException unusable(RSAKey key, GeneralSecurityException e) {
    return new IllegalArgumentException(
        "unusable RSA key of " + key.getModulus().bitLength() + " bits", e);
  }
}
