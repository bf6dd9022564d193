// SPDX-License-Identifier: Apache-2.0
package io.saltern.wire;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key that messages are sealed with: 24 bytes for AES-192, 32 for HMAC-SHA256. It travels and
 * is stored as a text of 76 characters, the base64 of the 56 bytes. Equal by content; {@link
 * #toString} does not show it.
 */
public final class CrypticleKey {
  private static final int AES_BYTES = 24;
  private static final int BYTES = AES_BYTES + 32;

  private final byte[] bytes;
  private final SecretKey aes;
  private final SecretKey hmac;

  private CrypticleKey(byte[] bytes) {
    this.bytes = bytes;
    this.aes = new SecretKeySpec(bytes, 0, AES_BYTES, "AES");
    this.hmac = new SecretKeySpec(bytes, AES_BYTES, BYTES - AES_BYTES, "HmacSHA256");
  }

  /** A new key. */
  public static CrypticleKey generate() {
    byte[] bytes = new byte[BYTES];
    CipherEngine.fillRandom(bytes);
    return new CrypticleKey(bytes);
  }

  /**
   * The key that a key string names; white space around it does not matter.
   *
   * @throws IllegalArgumentException when the text is not the base64 of 56 bytes; the message does
   *     not show it
   */
  public static CrypticleKey parse(String keyString) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(keyString.strip());
    } catch (IllegalArgumentException e) {
      bytes = new byte[0];
    }
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("not a key string: not the base64 of 56 bytes");
    }
    return new CrypticleKey(bytes);
  }

  /** The key string: a secret. */
  public String keyString() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  SecretKey aes() {
    return aes;
  }

  SecretKey hmac() {
    return hmac;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CrypticleKey key && MessageDigest.isEqual(bytes, key.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "CrypticleKey[hidden]";
  }
}
