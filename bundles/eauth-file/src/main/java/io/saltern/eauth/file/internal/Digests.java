// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.file.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** How a text file holds a password: as it is, or as a digest in hexadecimal. */
enum Digests {
  PLAINTEXT(""),
  MD5("MD5"),
  SHA1("SHA-1"),
  SHA224("SHA-224"),
  SHA256("SHA-256"),
  SHA384("SHA-384"),
  SHA512("SHA-512");

  private final String algorithm;

  Digests(String algorithm) {
    this.algorithm = algorithm;
  }

  /** Whether a password is the one that the file holds; takes the same time where it differs. */
  boolean matches(byte[] password, String held) {
    return this == PLAINTEXT
        ? same(held.getBytes(StandardCharsets.UTF_8), password)
        : same(
            held.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8),
            HexFormat.of().formatHex(of(password)).getBytes(StandardCharsets.UTF_8));
  }

  byte[] of(byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static boolean same(byte[] one, byte[] other) {
    return MessageDigest.isEqual(one, other);
  }
}
