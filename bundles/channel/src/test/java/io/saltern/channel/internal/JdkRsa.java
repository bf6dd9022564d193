// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import io.saltern.api.crypto.EncryptionAlgorithm;
import io.saltern.api.crypto.KeyCodec;
import io.saltern.api.crypto.KeyFormatException;
import io.saltern.api.crypto.SignatureAlgorithm;
import io.saltern.api.crypto.SigningProvider;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.jspecify.annotations.Nullable;

/** RSA with nothing but the JDK, written apart from what the product uses. */
final class JdkRsa implements SigningProvider, KeyCodec {
  @Override
  public String name() {
    return "jdk";
  }

  @Override
  public byte[] sign(RSAPrivateCrtKey key, SignatureAlgorithm algorithm, byte[] message) {
    try {
      Signature signature = Signature.getInstance(algorithm.jcaName());
      signature.initSign(key);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
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
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  @Override
  public byte[] encrypt(RSAPublicKey key, EncryptionAlgorithm algorithm, byte[] plain) {
    try {
      return oaep(Cipher.ENCRYPT_MODE, key, algorithm).doFinal(plain);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Override
  public Optional<byte[]> decrypt(
      RSAPrivateCrtKey key, EncryptionAlgorithm algorithm, byte[] sealed) {
    try {
      return Optional.of(oaep(Cipher.DECRYPT_MODE, key, algorithm).doFinal(sealed));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  private static Cipher oaep(int mode, Key key, EncryptionAlgorithm algorithm)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
    String hash = algorithm.digest();
    cipher.init(
        mode,
        key,
        new OAEPParameterSpec(
            hash, "MGF1", new MGF1ParameterSpec(hash), PSource.PSpecified.DEFAULT));
    return cipher;
  }

  @Override
  public byte[] x931Sign(RSAPrivateCrtKey key, byte[] data) {
    int size = (key.getModulus().bitLength() + 7) / 8;
    byte[] block = new byte[size];
    Arrays.fill(block, (byte) 0xbb);
    block[0] = 0x6b;
    block[size - data.length - 2] = (byte) 0xba;
    System.arraycopy(data, 0, block, size - data.length - 1, data.length);
    block[size - 1] = (byte) 0xcc;
    BigInteger power = new BigInteger(1, block).modPow(key.getPrivateExponent(), key.getModulus());
    return fixed(power.min(key.getModulus().subtract(power)), size);
  }

  @Override
  public Optional<byte[]> x931Open(RSAPublicKey key, byte[] signature) {
    BigInteger n = key.getModulus();
    BigInteger power = new BigInteger(1, signature).modPow(key.getPublicExponent(), n);
    BigInteger even =
        power.mod(BigInteger.valueOf(16)).intValue() == 12 ? power : n.subtract(power);
    byte[] block = fixed(even, (n.bitLength() + 7) / 8);
    int i = 1;
    while (i < block.length && block[i] == (byte) 0xbb) {
      i++;
    }
    boolean padded =
        block[0] == 0x6b
            && i < block.length - 1
            && block[i] == (byte) 0xba
            && block[block.length - 1] == (byte) 0xcc;
    return padded
        ? Optional.of(Arrays.copyOfRange(block, i + 1, block.length - 1))
        : Optional.empty();
  }

  private static byte[] fixed(BigInteger number, int size) {
    byte[] raw = number.toByteArray();
    byte[] result = new byte[size];
    int length = Math.min(size, raw.length);
    System.arraycopy(raw, raw.length - length, result, size - length, length);
    return result;
  }

  @Override
  public KeyPair generate(int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public RSAPrivateCrtKey readPrivate(String pem, char @Nullable [] passphrase)
      throws KeyFormatException {
    try {
      byte[] der = body(pem);
      byte[] pkcs8 = pem.contains("BEGIN RSA PRIVATE") ? wrap(der) : der;
      return (RSAPrivateCrtKey)
          KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new KeyFormatException("no private key", e);
    }
  }

  static RSAPublicKey publicHalf(RSAPrivateCrtKey key) {
    try {
      return (RSAPublicKey)
          KeyFactory.getInstance("RSA")
              .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** PKCS#1 within PKCS#8. */
  private static byte[] wrap(byte[] pkcs1) {
    byte[] version = {2, 1, 0};
    byte[] algorithm = {
      0x30, 13, 6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 13, 1, 1, 1, 5, 0
    };
    ByteArrayOutputStream inner = new ByteArrayOutputStream();
    inner.writeBytes(version);
    inner.writeBytes(algorithm);
    inner.writeBytes(tagged(4, pkcs1));
    return tagged(0x30, inner.toByteArray());
  }

  private static byte[] tagged(int tag, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    out.write(0x82);
    out.write(content.length >> 8);
    out.write(content.length);
    out.writeBytes(content);
    return out.toByteArray();
  }

  @Override
  public RSAPublicKey readPublic(String pem) throws KeyFormatException {
    try {
      return (RSAPublicKey)
          KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(body(pem)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new KeyFormatException("no public key", e);
    }
  }

  private static byte[] body(String pem) {
    return Base64.getMimeDecoder().decode(pem.replaceAll("-----[^-]*-----", "").strip());
  }

  @Override
  public String writePrivate(RSAPrivateCrtKey key, char @Nullable [] passphrase) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String writePublic(RSAPublicKey key) {
    Base64.Encoder encoder = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
    return "-----BEGIN PUBLIC KEY-----\n"
        + encoder.encodeToString(key.getEncoded())
        + "\n-----END PUBLIC KEY-----\n";
  }
}
