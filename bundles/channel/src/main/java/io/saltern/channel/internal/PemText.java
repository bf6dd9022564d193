// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What Salt does with the text of a key. */
final class PemText {
  private static final Map<String, String> HASHES =
      Map.of(
          "md5", "MD5",
          "sha1", "SHA-1",
          "sha224", "SHA-224",
          "sha256", "SHA-256",
          "sha384", "SHA-384",
          "sha512", "SHA-512");

  private PemText() {}

  /** The text with {@code \n} line ends and no white space around it. */
  static String clean(String pem) {
    String stripped = pem.strip();
    return stripped.indexOf('\r') < 0 ? stripped : String.join("\n", stripped.lines().toList());
  }

  /**
   * The fingerprint: the hash of the lines between the first and the last, as pairs of hexadecimal
   * digits with colons between.
   *
   * @param hashType Salt's {@code hash_type}
   * @throws IllegalArgumentException when it is unknown
   */
  static String fingerprint(String pem, String hashType) {
    List<String> lines = pem.lines().filter(line -> !line.isBlank()).toList();
    StringBuilder body = new StringBuilder();
    for (int i = 1; i < lines.size() - 1; i++) {
      body.append(lines.get(i)).append('\n');
    }
    byte[] hash = digest(hashType).digest(body.toString().getBytes(StandardCharsets.UTF_8));
    return HexFormat.ofDelimiter(":").formatHex(hash);
  }

  private static MessageDigest digest(String hashType) {
    String name = HASHES.get(hashType.toLowerCase(Locale.ROOT));
    if (name == null) {
      throw new IllegalArgumentException("unknown hash_type " + hashType);
    }
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalArgumentException("this Java has no " + name, e);
    }
  }
}
