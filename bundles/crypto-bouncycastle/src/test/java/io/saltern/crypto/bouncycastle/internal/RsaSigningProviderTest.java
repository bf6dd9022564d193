// SPDX-License-Identifier: Apache-2.0
package io.saltern.crypto.bouncycastle.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.saltern.api.crypto.EncryptionAlgorithm;
import io.saltern.api.crypto.SignatureAlgorithm;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.util.BigIntegers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RsaSigningProviderTest {
  private static final KeyPair PAIR = new PemKeyCodec().generate(2048);
  private static final KeyPair OTHER = new PemKeyCodec().generate(2048);
  private static final RSAPrivateCrtKey PRIVATE = (RSAPrivateCrtKey) PAIR.getPrivate();
  private static final RSAPublicKey PUBLIC = (RSAPublicKey) PAIR.getPublic();
  private static final int SIZE = 256;

  private final RsaSigningProvider rsa = new RsaSigningProvider();

  @ParameterizedTest
  @EnumSource
  void signaturesOfOtherKeysLengthsAndMessagesAreFalse(SignatureAlgorithm algorithm) {
    byte[] message = {1, 2, 3};
    byte[] signature = rsa.sign(PRIVATE, algorithm, message);
    assertThat(signature).hasSize(SIZE);
    assertThat(rsa.verify(PUBLIC, algorithm, message, signature)).isTrue();
    RSAPublicKey other = (RSAPublicKey) OTHER.getPublic();
    assertThat(rsa.verify(other, algorithm, message, signature)).isFalse();
    assertThat(rsa.verify(PUBLIC, algorithm, new byte[0], signature)).isFalse();
    for (int length : new int[] {0, 1, SIZE - 1, SIZE + 1, 10_000}) {
      assertThat(rsa.verify(PUBLIC, algorithm, message, Arrays.copyOf(signature, length)))
          .isFalse();
    }
    byte[] tooLarge = new byte[SIZE];
    Arrays.fill(tooLarge, (byte) 0xff);
    assertThat(rsa.verify(PUBLIC, algorithm, message, tooLarge)).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void sealedTextsOpenForTheirOwnerOnly(EncryptionAlgorithm algorithm) {
    byte[] plain = new byte[76];
    byte[] sealed = rsa.encrypt(PUBLIC, algorithm, plain);
    assertThat(rsa.encrypt(PUBLIC, algorithm, plain)).isNotEqualTo(sealed);
    assertThat(rsa.decrypt(PRIVATE, algorithm, sealed)).hasValue(plain);
    RSAPrivateCrtKey other = (RSAPrivateCrtKey) OTHER.getPrivate();
    assertThat(rsa.decrypt(other, algorithm, sealed)).isEmpty();
    for (EncryptionAlgorithm another : EncryptionAlgorithm.values()) {
      assertThat(rsa.decrypt(PRIVATE, another, sealed).isPresent()).isEqualTo(another == algorithm);
    }
    for (int length : new int[] {0, 1, SIZE - 1, SIZE + 1, 10_000}) {
      assertThat(rsa.decrypt(PRIVATE, algorithm, Arrays.copyOf(sealed, length))).isEmpty();
    }
    byte[] tooLarge = new byte[SIZE];
    Arrays.fill(tooLarge, (byte) 0xff);
    assertThat(rsa.decrypt(PRIVATE, algorithm, tooLarge)).isEmpty();
    sealed[100] ^= 1;
    assertThat(rsa.decrypt(PRIVATE, algorithm, sealed)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void textsThatDoNotFitAreRefused(EncryptionAlgorithm algorithm) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> rsa.encrypt(PUBLIC, algorithm, new byte[250]))
        .withMessage("250 bytes are too many for a key of 256 bytes");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4, 64, 252, 253, 254})
  void x931BlocksOfEveryLengthOpen(int length) {
    byte[] data = new byte[length];
    Arrays.fill(data, (byte) 0xbb);
    byte[] signature = rsa.x931Sign(PRIVATE, data);
    assertThat(signature).hasSize(SIZE);
    assertThat(rsa.x931Open(PUBLIC, signature)).hasValue(data);
    assertThat(rsa.x931Sign(PRIVATE, data)).isEqualTo(signature);
    assertThat(new BigInteger(1, signature))
        .isLessThan(PUBLIC.getModulus().subtract(new BigInteger(1, signature)));
  }

  @Test
  void x931BlocksOfOtherKeysAndLengthsDoNotOpen() {
    byte[] signature = rsa.x931Sign(PRIVATE, new byte[] {1});
    assertThat(rsa.x931Open((RSAPublicKey) OTHER.getPublic(), signature)).isEmpty();
    for (int length : new int[] {0, 1, SIZE - 1, SIZE + 1, 10_000}) {
      assertThat(rsa.x931Open(PUBLIC, Arrays.copyOf(signature, length))).isEmpty();
    }
    byte[] tooLarge = new byte[SIZE];
    Arrays.fill(tooLarge, (byte) 0xff);
    assertThat(rsa.x931Open(PUBLIC, tooLarge)).isEmpty();
    assertThat(rsa.x931Open(PUBLIC, new byte[SIZE])).isEmpty();
    signature[17] ^= 4;
    assertThat(rsa.x931Open(PUBLIC, signature)).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> rsa.x931Sign(PRIVATE, new byte[SIZE - 1]));
  }

  @Test
  void malformedX931BlocksDoNotOpen() {
    for (String hex :
        new String[] {
          "", "cc", "6a", "00cc", "6bcc", "6bbbcc", "6bbbbbcc", "6bbb01cc", "6ccc", "6a01cd"
        }) {
      assertThat(X931.unpad(HexFormat.of().parseHex(hex))).as(hex).isEmpty();
    }
    byte[] block = X931.pad(new byte[] {5}, SIZE);
    block[3] = 0;
    BigInteger raw =
        new BigInteger(1, block).modPow(PRIVATE.getPrivateExponent(), PUBLIC.getModulus());
    assertThat(rsa.x931Open(PUBLIC, BigIntegers.asUnsignedByteArray(SIZE, raw))).isEmpty();
  }
}
