// SPDX-License-Identifier: Apache-2.0
package io.saltern.crypto.bouncycastle.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saltern.api.crypto.KeyFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The key files beside this test were written by OpenSSL 3.0; all hold the same RSA key. */
class PemKeyCodecTest {
  private static final String PASSPHRASE = "p\u00e4ssword";

  private final PemKeyCodec codec = new PemKeyCodec();

  @ParameterizedTest
  @ValueSource(strings = {"pkcs1.pem", "des3.pem", "pkcs8enc.pem"})
  void encryptedKeysOpenWithTheirPassphraseOnly(String name) throws KeyFormatException {
    RSAPrivateCrtKey plain = codec.readPrivate(file("plain.pem"), null);
    assertThat(codec.readPrivate(file(name), PASSPHRASE.toCharArray())).isEqualTo(plain);
    assertThatThrownBy(() -> codec.readPrivate(file(name), null))
        .isInstanceOf(KeyFormatException.class)
        .hasMessage("the key is encrypted and there is no passphrase");
    for (String wrong : new String[] {"password", ""}) {
      assertThatThrownBy(() -> codec.readPrivate(file(name), wrong.toCharArray()))
          .isInstanceOf(KeyFormatException.class);
    }
  }

  @Test
  void bothPlainFormsAreTheSameKey() throws KeyFormatException {
    assertThat(codec.readPrivate(file("pkcs8.pem"), null))
        .isEqualTo(codec.readPrivate(file("plain.pem"), null));
    assertThat(codec.readPrivate(file("plain.pem"), "not needed".toCharArray()))
        .isEqualTo(codec.readPrivate(file("plain.pem"), null));
  }

  @Test
  void keysAreWrittenAsOpenSslWritesThem() throws KeyFormatException {
    RSAPrivateCrtKey key = codec.readPrivate(file("plain.pem"), null);
    assertThat(codec.writePrivate(key, null)).isEqualTo(file("plain.pem"));
    assertThat(codec.writePublic(codec.readPublic(file("spki.pem")))).isEqualTo(file("spki.pem"));
  }

  @Test
  void encryptedKeysAreWrittenSaltedAndReadAgain() throws KeyFormatException {
    RSAPrivateCrtKey key = codec.readPrivate(file("plain.pem"), null);
    String first = codec.writePrivate(key, PASSPHRASE.toCharArray());
    String second = codec.writePrivate(key, PASSPHRASE.toCharArray());
    assertThat(first)
        .startsWith(
            "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,")
        .endsWith("-----END RSA PRIVATE KEY-----\n")
        .isNotEqualTo(second);
    assertThat(codec.readPrivate(first, PASSPHRASE.toCharArray())).isEqualTo(key);
  }

  @Test
  void publicKeysAreReadUnderEitherHeadingAndWithAnyLineEnds() throws KeyFormatException {
    RSAPublicKey key = codec.readPublic(file("spki.pem"));
    assertThat(key.getModulus()).isEqualTo(codec.readPrivate(file("plain.pem"), null).getModulus());
    assertThat(codec.readPublic(file("rsapub.pem"))).isEqualTo(key);
    String spki = file("spki.pem");
    for (String text :
        new String[] {
          spki.strip(),
          "\n  " + spki + "\n\n",
          spki.replace("\n", "\r\n"),
          spki.replace("PUBLIC", "RSA PUBLIC"),
          file("rsapub.pem").replace("RSA PUBLIC", "PUBLIC")
        }) {
      assertThat(codec.readPublic(text)).isEqualTo(key);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ecpub.pem", "ec.pem", "plain.pem", "pkcs1.pem"})
  void whatIsNoPublicRsaKeyIsRefused(String name) {
    assertThatThrownBy(() -> codec.readPublic(file(name))).isInstanceOf(KeyFormatException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ec.pem", "ecpub.pem", "spki.pem"})
  void whatIsNoPrivateRsaKeyIsRefused(String name) {
    assertThatThrownBy(() -> codec.readPrivate(file(name), null))
        .isInstanceOf(KeyFormatException.class);
  }

  @Test
  void twoKeysInOneTextAreRefused() {
    assertThatThrownBy(() -> codec.readPublic(file("spki.pem") + file("spki.pem")))
        .hasMessage("more than one key");
  }

  @Test
  void longTextsAreRefusedUnread() {
    assertThatThrownBy(() -> codec.readPublic("x".repeat(1_000_000)))
        .hasMessage("a text of 1000000 characters");
  }

  @Test
  void damagedTextsAreRefusedWithoutQuotingThem() {
    Random random = new Random(20261122);
    for (String name : new String[] {"spki.pem", "rsapub.pem", "plain.pem", "pkcs8.pem"}) {
      String whole = file(name);
      for (int i = 0; i < 500; i++) {
        StringBuilder text = new StringBuilder(whole);
        for (int faults = 1 + random.nextInt(3); faults > 0; faults--) {
          text.setCharAt(random.nextInt(text.length()), (char) (1 + random.nextInt(126)));
        }
        assertReadsOrRefuses(text.substring(0, 1 + random.nextInt(text.length())));
        assertReadsOrRefuses(text.toString());
      }
    }
  }

  private void assertReadsOrRefuses(String text) {
    for (boolean secret : new boolean[] {true, false}) {
      try {
        if (secret) {
          codec.readPrivate(text, null);
        } else {
          codec.readPublic(text);
        }
      } catch (KeyFormatException e) {
        assertThat(e.getMessage()).hasSizeLessThan(100);
      }
    }
  }

  @Test
  void newKeysHaveTheirLengthAndTheUsualExponent() throws KeyFormatException {
    KeyPair pair = codec.generate(2048);
    RSAPrivateCrtKey key = (RSAPrivateCrtKey) pair.getPrivate();
    assertThat(key.getModulus().bitLength()).isEqualTo(2048);
    assertThat(key.getPublicExponent()).isEqualTo(65537);
    assertThat(codec.readPrivate(codec.writePrivate(key, null), null)).isEqualTo(key);
    String written = codec.writePublic((RSAPublicKey) pair.getPublic());
    assertThat(written).hasSize(451);
    assertThat(codec.readPublic(written)).isEqualTo(pair.getPublic());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1024, 2047, 2049, 16392})
  void strangeLengthsAreRefused(int bits) {
    assertThatIllegalArgumentException().isThrownBy(() -> codec.generate(bits));
  }

  private static String file(String name) {
    try (InputStream in = PemKeyCodecTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
