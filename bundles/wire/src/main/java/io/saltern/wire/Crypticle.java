// SPDX-License-Identifier: Apache-2.0
package io.saltern.wire;

import io.saltern.wire.CrypticleException.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Seals and opens messages under one key: {@code IV || AES-192-CBC("pickle::" || [nonce] ||
 * msgpack) || HMAC-SHA256}. Whether a nonce is inside cannot be seen from the message; the reader
 * has to know: answers to requests have one, requests and publications have none.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class Crypticle {
  private static final byte[] MARK = "pickle::".getBytes(StandardCharsets.US_ASCII);

  private final CrypticleKey key;
  private final Msgpack codec;

  /** Messages under {@code key}, with the default limits. */
  public Crypticle(CrypticleKey key) {
    this(key, Limits.DEFAULT);
  }

  /** Messages under {@code key}; the limits hold for what is inside. */
  public Crypticle(CrypticleKey key, Limits limits) {
    this.key = key;
    this.codec = new Msgpack(Dialect.RAW, limits);
  }

  /**
   * The value as a sealed message without a nonce.
   *
   * @throws IllegalArgumentException when the value cannot be encoded
   */
  public byte[] seal(@Nullable Object value) {
    return seal(freshIv(), MARK, value);
  }

  /**
   * The value as a sealed message that answers the question with this nonce.
   *
   * @throws IllegalArgumentException when the value cannot be encoded
   */
  public byte[] seal(@Nullable Object value, Nonce nonce) {
    return seal(freshIv(), head(nonce), value);
  }

  /** For reproducing known messages: a vector must never be used twice. */
  byte[] sealWith(byte[] iv, @Nullable Object value, @Nullable Nonce nonce) {
    return seal(iv, nonce == null ? MARK : head(nonce), value);
  }

  /**
   * The value in a sealed message without a nonce.
   *
   * @throws CrypticleException when the message does not open
   * @throws MalformedMessageException when what is inside is malformed; offsets count from the
   *     start of the msgpack
   */
  public @Nullable Object open(byte[] sealed) throws CrypticleException, MalformedMessageException {
    byte[] plain = plaintext(sealed);
    return codec.decode(plain, MARK.length, plain.length - MARK.length);
  }

  /**
   * The value in a sealed message that answers the question with this nonce.
   *
   * @throws CrypticleException when the message does not open or has another nonce or none
   * @throws MalformedMessageException when what is inside is malformed; offsets count from the
   *     start of the msgpack
   */
  public @Nullable Object open(byte[] sealed, Nonce nonce)
      throws CrypticleException, MalformedMessageException {
    byte[] plain = plaintext(sealed);
    byte[] head = head(nonce);
    if (!startsWith(plain, head)) {
      throw new CrypticleException(Reason.WRONG_NONCE);
    }
    return codec.decode(plain, head.length, plain.length - head.length);
  }

  private byte[] seal(byte[] iv, byte[] head, @Nullable Object value) {
    ByteBuffer plain = codec.encodeAfter(head, value).sliceAsByteBuffer();
    CipherEngine engine = CipherEngine.borrow();
    try {
      return engine.seal(key, iv, plain);
    } finally {
      engine.giveBack();
    }
  }

  private byte[] plaintext(byte[] sealed) throws CrypticleException {
    if (sealed.length - longestExtra() > codec.limits().maxBytes()) {
      throw new CrypticleException(Reason.TOO_LONG);
    }
    CipherEngine engine = CipherEngine.borrow();
    byte[] plain;
    try {
      plain = engine.open(key, sealed);
    } finally {
      engine.giveBack();
    }
    if (!startsWith(plain, MARK)) {
      throw new CrypticleException(Reason.NO_MARK);
    }
    return plain;
  }

  private static int longestExtra() {
    return MARK.length + Nonce.LENGTH + 2 * CipherEngine.BLOCK + CipherEngine.MAC;
  }

  private static byte[] freshIv() {
    byte[] iv = new byte[CipherEngine.BLOCK];
    CipherEngine.fillRandom(iv);
    return iv;
  }

  private static byte[] head(Nonce nonce) {
    byte[] head = Arrays.copyOf(MARK, MARK.length + Nonce.LENGTH);
    System.arraycopy(nonce.bytes(), 0, head, MARK.length, Nonce.LENGTH);
    return head;
  }

  private static boolean startsWith(byte[] array, byte[] head) {
    return array.length >= head.length
        && Arrays.equals(array, 0, head.length, head, 0, head.length);
  }

  @Override
  public String toString() {
    return "Crypticle[" + key + "]";
  }
}
