// SPDX-License-Identifier: Apache-2.0
package io.saltern.crypto.bouncycastle.internal;

import io.saltern.api.crypto.KeyCodec;
import io.saltern.api.crypto.KeyFormatException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAKeyGenParameterSpec;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.MiscPEMGenerator;
import org.bouncycastle.openssl.PEMEncryptor;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemObjectGenerator;
import org.bouncycastle.util.io.pem.PemWriter;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/** RSA keys as PEM text. */
@Component
public final class PemKeyCodec implements KeyCodec {
  private static final int SHORTEST = 2048;

  @Override
  public KeyPair generate(int bits) {
    if (bits < SHORTEST || bits > PemReading.LONGEST || bits % 8 != 0) {
      throw new IllegalArgumentException(
          "an RSA key has " + SHORTEST + " to " + PemReading.LONGEST + " bits, by eights");
    }
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java makes no RSA keys", e);
    }
  }

  @Override
  public RSAPrivateCrtKey readPrivate(String pem, char @Nullable [] passphrase)
      throws KeyFormatException {
    return PemReading.readPrivate(pem, passphrase);
  }

  @Override
  public RSAPublicKey readPublic(String pem) throws KeyFormatException {
    return PemReading.readPublic(pem);
  }

  @Override
  public String writePrivate(RSAPrivateCrtKey key, char @Nullable [] passphrase) {
    PEMEncryptor encryptor = passphrase == null ? null : new Passphrase(passphrase);
    try {
      return write(new MiscPEMGenerator(PrivateKeyInfo.getInstance(key.getEncoded()), encryptor));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String writePublic(RSAPublicKey key) {
    try {
      return write(new PemObject("PUBLIC KEY", key.getEncoded()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String write(PemObjectGenerator object) throws IOException {
    StringWriter text = new StringWriter();
    try (PemWriter writer = new PemWriter(text)) {
      writer.writeObject(object);
    }
    return text.toString().replace(System.lineSeparator(), "\n");
  }
}
