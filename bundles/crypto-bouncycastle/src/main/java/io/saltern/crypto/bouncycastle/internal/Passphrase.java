// SPDX-License-Identifier: Apache-2.0
package io.saltern.crypto.bouncycastle.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.OpenSSLPBEParametersGenerator;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.openssl.PEMEncryptor;

/** Encryption of PEM text as OpenSSL does it: {@code DEK-Info: AES-256-CBC}. */
final class Passphrase implements PEMEncryptor {
  private static final int KEY_BITS = 256;
  private static final int SALT_BYTES = 8;

  private final char[] passphrase;
  private final byte[] iv = new byte[16];

  Passphrase(char[] passphrase) {
    this.passphrase = passphrase;
    new SecureRandom().nextBytes(iv);
  }

  /** The passphrase's bytes in UTF-8, one in each char: what the readers of Bouncy Castle take. */
  static char[] bytesAsChars(char[] passphrase) {
    byte[] bytes = OpenSSLPBEParametersGenerator.PKCS5PasswordToUTF8Bytes(passphrase);
    return StandardCharsets.ISO_8859_1.decode(ByteBuffer.wrap(bytes)).array();
  }

  @Override
  public String getAlgorithm() {
    return "AES-256-CBC";
  }

  @Override
  public byte[] getIV() {
    return iv.clone();
  }

  @Override
  public byte[] encrypt(byte[] encoding) {
    OpenSSLPBEParametersGenerator generator = new OpenSSLPBEParametersGenerator();
    generator.init(
        OpenSSLPBEParametersGenerator.PKCS5PasswordToUTF8Bytes(passphrase),
        Arrays.copyOf(iv, SALT_BYTES));
    byte[] key = ((KeyParameter) generator.generateDerivedParameters(KEY_BITS)).getKey();
    try {
      Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
      cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
      return cipher.doFinal(encoding);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no AES-256-CBC", e);
    }
  }
}
