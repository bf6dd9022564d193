// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The texts of public keys: compared, cleaned and fingerprinted as Salt does. */
public final class PublicKeys {
  private static final Map<String, String> DIGESTS =
      Map.of(
          "md5", "MD5",
          "sha1", "SHA-1",
          "sha224", "SHA-224",
          "sha256", "SHA-256",
          "sha384", "SHA-384",
          "sha512", "SHA-512");

  private PublicKeys() {}

  /** With {@code \n} line ends and nothing around it. */
  static String clean(String pem) {
    String stripped = pem.strip();
    return stripped.indexOf('\r') < 0
        ? stripped
        : stripped.lines().collect(Collectors.joining("\n"));
  }

  static boolean same(String one, String other) {
    return one.equals(other) || clean(one).equals(clean(other));
  }

  /**
   * The hash of the lines between heading and footing, line ends kept, as hex pairs joined by
   * colons.
   *
   * @throws IllegalArgumentException when there is no such hash
   */
  public static String fingerprint(String pem, String hashType) {
    List<String> lines = pem.strip().lines().toList();
    String inner =
        lines.stream()
            .skip(1)
            .limit(Math.max(0, lines.size() - 2))
            .map(line -> line + "\n")
            .collect(Collectors.joining());
    byte[] digest = digest(hashType).digest(inner.getBytes(StandardCharsets.UTF_8));
    return HexFormat.ofDelimiter(":").formatHex(digest);
  }

  /** The public half. */
  static RSAPublicKey of(RSAPrivateCrtKey key) {
    try {
      return (RSAPublicKey)
          KeyFactory.getInstance("RSA")
              .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("the key has no public half", e);
    }
  }

  private static MessageDigest digest(String hashType) {
    String name = DIGESTS.get(hashType.toLowerCase(Locale.ROOT));
    if (name == null) {
      throw new IllegalArgumentException("hash_type " + hashType + " is not known");
    }
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalArgumentException("hash_type " + hashType + " is not available", e);
    }
  }
}
