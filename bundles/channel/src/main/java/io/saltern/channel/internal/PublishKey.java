// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import io.saltern.wire.Crypticle;
import io.saltern.wire.CrypticleKey;
import io.saltern.wire.SerialCounter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/** The key of publications, and what goes with it. */
final class PublishKey {
  private final CrypticleKey key;
  private final Crypticle crypticle;
  private final Instant made;
  private final SerialCounter serials = new SerialCounter();

  PublishKey(CrypticleKey key, Instant made) {
    this.key = key;
    this.crypticle = new Crypticle(key);
    this.made = made;
  }

  byte[] text() {
    return key.keyString().getBytes(StandardCharsets.US_ASCII);
  }

  /** What the inner signature of a sign-in reply is over. */
  byte[] digest() {
    return digest(text());
  }

  static byte[] digest(byte[] keyText) {
    try {
      byte[] sha = MessageDigest.getInstance("SHA-256").digest(keyText);
      return HexFormat.of().formatHex(sha).getBytes(StandardCharsets.US_ASCII);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  Crypticle crypticle() {
    return crypticle;
  }

  Instant made() {
    return made;
  }

  SerialCounter serials() {
    return serials;
  }
}
