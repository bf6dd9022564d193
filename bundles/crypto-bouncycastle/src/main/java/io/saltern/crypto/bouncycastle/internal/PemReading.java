// SPDX-License-Identifier: Apache-2.0
package io.saltern.crypto.bouncycastle.internal;

import io.saltern.api.crypto.KeyFormatException;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.bc.BcPEMDecryptorProvider;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.jspecify.annotations.Nullable;

/** PEM text to RSA keys. Whatever is wrong with the text ends in {@link KeyFormatException}. */
final class PemReading {
  static final int SHORTEST = 1024;
  static final int LONGEST = 16384;

  /** Many times what the longest key takes. */
  private static final int LONGEST_TEXT = 64 << 10;

  private PemReading() {}

  static RSAPrivateCrtKey readPrivate(String pem, char @Nullable [] passphrase)
      throws KeyFormatException {
    try (PEMParser parser = new PEMParser(new StringReader(bounded(pem)))) {
      PrivateKeyInfo info = open(parser.readObject(), passphrase);
      if (!info.getPrivateKeyAlgorithm()
          .getAlgorithm()
          .equals(PKCSObjectIdentifiers.rsaEncryption)) {
        throw new KeyFormatException("no RSA key");
      }
      return privateKey(RSAPrivateKey.getInstance(info.parsePrivateKey()));
    } catch (IOException | OperatorCreationException | PKCSException e) {
      throw passphrase == null
          ? new KeyFormatException("no private key in PEM", e)
          : new KeyFormatException("no private key in PEM, or a wrong passphrase", e);
    } catch (RuntimeException e) {
      throw malformed(e);
    }
  }

  private static PrivateKeyInfo open(@Nullable Object object, char @Nullable [] passphrase)
      throws IOException, OperatorCreationException, PKCSException, KeyFormatException {
    if (object instanceof PEMKeyPair pair) {
      return pair.getPrivateKeyInfo();
    }
    if (object instanceof PrivateKeyInfo info) {
      return info;
    }
    if (object instanceof PEMEncryptedKeyPair sealed) {
      return sealed
          .decryptKeyPair(new BcPEMDecryptorProvider(Passphrase.bytesAsChars(required(passphrase))))
          .getPrivateKeyInfo();
    }
    if (object instanceof PKCS8EncryptedPrivateKeyInfo sealed) {
      return sealed.decryptPrivateKeyInfo(
          new JceOpenSSLPKCS8DecryptorProviderBuilder()
              .setProvider(new BouncyCastleProvider())
              .build(required(passphrase)));
    }
    throw new KeyFormatException("no private key in PEM");
  }

  private static char[] required(char @Nullable [] passphrase) throws KeyFormatException {
    if (passphrase == null) {
      throw new KeyFormatException("the key is encrypted and there is no passphrase");
    }
    return passphrase;
  }

  static RSAPublicKey readPublic(String pem) throws KeyFormatException {
    try (PemReader reader = new PemReader(new StringReader(bounded(pem)))) {
      PemObject object = reader.readPemObject();
      if (object == null
          || !(object.getType().equals("PUBLIC KEY")
              || object.getType().equals("RSA PUBLIC KEY"))) {
        throw new KeyFormatException("no public key in PEM");
      }
      if (reader.readPemObject() != null) {
        throw new KeyFormatException("more than one key");
      }
      return publicKey(rsaPublicKey(ASN1Sequence.getInstance(object.getContent())));
    } catch (IOException e) {
      throw new KeyFormatException("no public key in PEM", e);
    } catch (RuntimeException e) {
      throw malformed(e);
    }
  }

  /** Under either heading a bare RSA key may be found, or one with its algorithm named. */
  private static org.bouncycastle.asn1.pkcs.RSAPublicKey rsaPublicKey(ASN1Sequence content)
      throws IOException, KeyFormatException {
    if (content.getObjectAt(0) instanceof ASN1Integer) {
      return org.bouncycastle.asn1.pkcs.RSAPublicKey.getInstance(content);
    }
    SubjectPublicKeyInfo info = SubjectPublicKeyInfo.getInstance(content);
    if (!info.getAlgorithm().getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption)) {
      throw new KeyFormatException("no RSA key");
    }
    return org.bouncycastle.asn1.pkcs.RSAPublicKey.getInstance(info.parsePublicKey());
  }

  private static RSAPrivateCrtKey privateKey(RSAPrivateKey key) throws KeyFormatException {
    BigInteger p = key.getPrime1();
    BigInteger q = key.getPrime2();
    checkNumbers(key.getModulus(), key.getPublicExponent());
    if (!p.multiply(q).equals(key.getModulus())
        || !inverse(key.getPublicExponent(), key.getExponent1(), p)
        || !inverse(key.getPublicExponent(), key.getExponent2(), q)
        || !key.getCoefficient().multiply(q).mod(p).equals(BigInteger.ONE)) {
      throw new KeyFormatException("the parts of the private key do not fit each other");
    }
    try {
      return (RSAPrivateCrtKey)
          KeyFactory.getInstance("RSA")
              .generatePrivate(
                  new RSAPrivateCrtKeySpec(
                      key.getModulus(),
                      key.getPublicExponent(),
                      key.getPrivateExponent(),
                      p,
                      q,
                      key.getExponent1(),
                      key.getExponent2(),
                      key.getCoefficient()));
    } catch (GeneralSecurityException e) {
      throw new KeyFormatException("a private key this Java refuses", e);
    }
  }

  private static boolean inverse(BigInteger e, BigInteger d, BigInteger prime) {
    return e.multiply(d).mod(prime.subtract(BigInteger.ONE)).equals(BigInteger.ONE);
  }

  private static RSAPublicKey publicKey(org.bouncycastle.asn1.pkcs.RSAPublicKey key)
      throws KeyFormatException {
    checkNumbers(key.getModulus(), key.getPublicExponent());
    try {
      return (RSAPublicKey)
          KeyFactory.getInstance("RSA")
              .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
    } catch (GeneralSecurityException e) {
      throw new KeyFormatException("a public key this Java refuses", e);
    }
  }

  /** A long exponent would make each use of a key that a stranger offers take its time. */
  private static void checkNumbers(BigInteger modulus, BigInteger exponent)
      throws KeyFormatException {
    int bits = modulus.bitLength();
    if (modulus.signum() <= 0 || bits < SHORTEST || bits > LONGEST) {
      throw new KeyFormatException("an RSA key of " + bits + " bits");
    }
    if (!modulus.testBit(0)) {
      throw new KeyFormatException("an even modulus");
    }
    if (exponent.signum() <= 0
        || exponent.bitLength() < 2
        || exponent.bitLength() > 64
        || !exponent.testBit(0)) {
      throw new KeyFormatException("an exponent that is even, below 3 or over 64 bits");
    }
  }

  private static String bounded(String pem) throws KeyFormatException {
    if (pem.length() > LONGEST_TEXT) {
      throw new KeyFormatException("a text of " + pem.length() + " characters");
    }
    return pem.strip();
  }

  /** The parsers answer strange bytes with many kinds of unchecked exceptions. */
  private static KeyFormatException malformed(RuntimeException e) {
    return new KeyFormatException("malformed key: " + e.getClass().getSimpleName());
  }
}
