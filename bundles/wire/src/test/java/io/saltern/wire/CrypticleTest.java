// SPDX-License-Identifier: Apache-2.0
package io.saltern.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saltern.wire.CrypticleException.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class CrypticleTest {
  private static final Nonce NONCE = new Nonce("0123456789abcdef0123456789abcdef");
  private final CrypticleKey key = CrypticleKey.generate();
  private final Crypticle crypticle = new Crypticle(key);

  @Test
  void nilWithNonceHasTheKnownLength() {
    assertThat(crypticle.seal(null, NONCE)).hasSize(96);
  }

  @Test
  void anyChangedBitIsNoticed() {
    byte[] sealed = crypticle.seal(Map.of("cmd", "_return"));
    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= 1;
      assertRefused(() -> crypticle.open(changed), Reason.NOT_AUTHENTIC);
    }
  }

  @Test
  void impossibleLengthsAreRefused() {
    for (int length : new int[] {0, 8, 63, 65, 79}) {
      assertRefused(() -> crypticle.open(new byte[length]), Reason.BAD_LENGTH);
    }
    assertRefused(() -> crypticle.open(new byte[64]), Reason.NOT_AUTHENTIC);
  }

  @Test
  void otherKeysAndOtherNoncesDoNotOpen() {
    byte[] sealed = crypticle.seal(true, NONCE);
    Crypticle other = new Crypticle(CrypticleKey.generate());
    assertRefused(() -> other.open(sealed, NONCE), Reason.NOT_AUTHENTIC);
    assertRefused(() -> crypticle.open(sealed, Nonce.random()), Reason.WRONG_NONCE);
    assertRefused(() -> crypticle.open(crypticle.seal(true), NONCE), Reason.WRONG_NONCE);
  }

  @Test
  void authenticRubbishIsRefused() throws WireException {
    byte[] iv = new byte[16];
    byte[] unmarked = CipherEngine.borrow().seal(key, iv, ascii("nothing"));
    assertRefused(() -> crypticle.open(unmarked), Reason.NO_MARK);
    byte[] malformed = CipherEngine.borrow().seal(key, iv, ascii("pickle::" + "\u0001\u0002"));
    assertThatThrownBy(() -> crypticle.open(malformed))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessage("malformed message at byte 1: bytes after the end");
    byte[] empty = CipherEngine.borrow().seal(key, iv, ascii("pickle::"));
    assertThatThrownBy(() -> crypticle.open(empty)).isInstanceOf(MalformedMessageException.class);
  }

  @Test
  void tooLongMessagesAreRefusedUnopened() {
    Crypticle small = new Crypticle(key, Limits.DEFAULT.withMaxBytes(100));
    assertRefused(() -> small.open(new byte[100_000]), Reason.TOO_LONG);
  }

  @Test
  void messagesOfEveryLengthAndBeyondOneBufferOpen() throws WireException {
    for (int length : new int[] {0, 1, 7, 15, 16, 17, 8000, 8170, 8192, 8300, 70_000, 3_000_000}) {
      String text = "x".repeat(length);
      assertThat(crypticle.open(crypticle.seal(text))).isEqualTo(text);
      assertThat(crypticle.open(crypticle.seal(text, NONCE), NONCE)).isEqualTo(text);
    }
  }

  @Test
  void noTwoMessagesShareAVector() {
    Set<String> heads = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      heads.add(new String(crypticle.seal(null), 0, 16, StandardCharsets.ISO_8859_1));
    }
    assertThat(heads).hasSize(1000);
  }

  @Test
  void manyThreadsAndKeysShareTheEngines() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Integer>> results = new ArrayList<>();
      for (int t = 0; t < 8; t++) {
        results.add(threads.submit(CrypticleTest::sealAndOpenAThousand));
      }
      for (Future<Integer> result : results) {
        assertThat(result.get(60, TimeUnit.SECONDS)).isEqualTo(1000);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static int sealAndOpenAThousand() throws WireException {
    Crypticle own = new Crypticle(CrypticleKey.generate());
    int opened = 0;
    for (long i = 0; i < 1000; i++) {
      opened += own.open(own.seal(List.of(i, "text"))).equals(List.of(i, "text")) ? 1 : 0;
    }
    return opened;
  }

  @Test
  void keysAreReadAndWrittenButNotShown() {
    String text = key.keyString();
    assertThat(text).hasSize(76).endsWith("=");
    assertThat(CrypticleKey.parse(text + "\n")).isEqualTo(key).hasSameHashCodeAs(key);
    assertThat(CrypticleKey.generate()).isNotEqualTo(key);
    assertThat(key.toString()).doesNotContain(text.substring(0, 8));
    assertThat(crypticle.toString()).doesNotContain(text.substring(0, 8));
    String cut = text.substring(4);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CrypticleKey.parse(cut))
        .withMessageNotContaining(cut.substring(0, 8));
    assertThatIllegalArgumentException().isThrownBy(() -> CrypticleKey.parse("no base64!"));
  }

  private static ByteBuffer ascii(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static void assertRefused(ThrowingCallable opening, Reason reason) {
    assertThatThrownBy(opening)
        .isInstanceOfSatisfying(
            CrypticleException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
