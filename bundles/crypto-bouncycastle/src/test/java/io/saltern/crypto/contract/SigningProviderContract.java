// SPDX-License-Identifier: Apache-2.0
package io.saltern.crypto.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.saltern.api.crypto.EncryptionAlgorithm;
import io.saltern.api.crypto.SignatureAlgorithm;
import io.saltern.api.crypto.SigningProvider;
import io.saltern.crypto.bouncycastle.internal.PemKeyCodec;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.util.BigIntegers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every provider keeps to, with keys and rubbish of the test's own. */
public abstract class SigningProviderContract {
  private static final KeyPair PAIR = new PemKeyCodec().generate(2048);
  private static final KeyPair OTHER = new PemKeyCodec().generate(2048);
  private static final RSAPrivateCrtKey PRIVATE = (RSAPrivateCrtKey) PAIR.getPrivate();
  private static final RSAPublicKey PUBLIC = (RSAPublicKey) PAIR.getPublic();
  private static final int SIZE = 256;

  private final SigningProvider rsa;

  protected SigningProviderContract(SigningProvider rsa) {
    this.rsa = rsa;
  }

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
  void severalTextsAreSealedEachByItself(EncryptionAlgorithm algorithm) {
    List<byte[]> plain = List.of(new byte[76], new byte[76], new byte[] {1});
    List<byte[]> sealed = rsa.encryptAll(PUBLIC, algorithm, plain);
    assertThat(sealed.get(0)).isNotEqualTo(sealed.get(1));
    assertThat(sealed)
        .map(text -> rsa.decrypt(PRIVATE, algorithm, text).orElseThrow())
        .containsExactlyElementsOf(plain);
    assertThat(rsa.encryptAll(PUBLIC, algorithm, List.of())).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> rsa.encryptAll(PUBLIC, algorithm, List.of(new byte[1], new byte[250])));
  }

  @ParameterizedTest
  @EnumSource
  void textsThatDoNotFitAreRefused(EncryptionAlgorithm algorithm) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> rsa.encrypt(PUBLIC, algorithm, new byte[250]))
        .withMessage("250 bytes are too many for a key of 256 bytes");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 64, 252, 254})
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
    for (int place : new int[] {0, 1, 100, SIZE - 6, SIZE - 1}) {
      byte[] block = HexFormat.of().parseHex("6b" + "bb".repeat(SIZE - 7) + "ba01020304cc");
      block[place] ^= 0x10;
      BigInteger raw =
          new BigInteger(1, block).modPow(PRIVATE.getPrivateExponent(), PUBLIC.getModulus());
      assertThat(rsa.x931Open(PUBLIC, BigIntegers.asUnsignedByteArray(SIZE, raw))).isEmpty();
    }
  }

  /** Threads that share a key, and keys that come and go. */
  @Test
  void manyThreadsShareAProvider() throws Exception {
    byte[] message = {4, 5, 6};
    byte[] expected = rsa.sign(PRIVATE, SignatureAlgorithm.PKCS1V15_SHA1, message);
    Callable<byte[]> work =
        () -> {
          byte[] signature = null;
          for (int i = 0; i < 5; i++) {
            signature = rsa.sign(copy(PRIVATE), SignatureAlgorithm.PKCS1V15_SHA1, message);
            assertThat(rsa.sign(PRIVATE, SignatureAlgorithm.PKCS1V15_SHA1, message))
                .isEqualTo(signature);
          }
          return signature;
        };
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (Future<byte[]> result :
          threads.invokeAll(Collections.nCopies(8, work), 60, TimeUnit.SECONDS)) {
        assertThat(result.get()).isEqualTo(expected);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static RSAPrivateCrtKey copy(RSAPrivateCrtKey key) throws GeneralSecurityException {
    return (RSAPrivateCrtKey)
        KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(key.getEncoded()));
  }
}
