// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.file.internal;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.Md5Crypt;
import org.apache.commons.codec.digest.Sha2Crypt;
import org.apache.commons.codec.digest.UnixCrypt;
import org.bouncycastle.crypto.DataLengthException;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/**
 * The hashes of {@code htpasswd}: bcrypt, Apache's MD5, SHA, crypt, and the SHA-2 of crypt. A
 * password that is not hashed is none of them.
 */
final class Htpasswd {
  private static final String SHA = "{SHA}";
  private static final Pattern CRYPT = Pattern.compile("[./0-9A-Za-z]{13}");

  private Htpasswd() {}

  /**
   * Whether a password has this hash.
   *
   * @throws IllegalArgumentException when the hash has none of the forms
   */
  static boolean matches(byte[] password, char[] characters, String hash) {
    if (hash.startsWith("$2")) {
      return bcrypt(characters, hash);
    }
    if (hash.startsWith(SHA)) {
      byte[] digest = Base64.getDecoder().decode(hash.substring(SHA.length()));
      return Digests.same(digest, Digests.SHA1.of(password));
    }
    return Digests.same(
        hash.getBytes(StandardCharsets.UTF_8),
        crypted(password.clone(), hash).getBytes(StandardCharsets.UTF_8));
  }

  private static boolean bcrypt(char[] password, String hash) {
    try {
      return OpenBSDBCrypt.checkPassword(hash, password);
    } catch (DataLengthException | IllegalArgumentException e) {
      throw new IllegalArgumentException("a bcrypt hash that cannot be read", e);
    }
  }

  private static String crypted(byte[] password, String hash) {
    if (hash.startsWith("$apr1$")) {
      return Md5Crypt.apr1Crypt(password, hash);
    }
    if (hash.startsWith("$1$")) {
      return Md5Crypt.md5Crypt(password, hash);
    }
    if (hash.startsWith("$5$")) {
      return Sha2Crypt.sha256Crypt(password, hash);
    }
    if (hash.startsWith("$6$")) {
      return Sha2Crypt.sha512Crypt(password, hash);
    }
    if (CRYPT.matcher(hash).matches()) {
      return UnixCrypt.crypt(password, hash);
    }
    throw new IllegalArgumentException("a hash of an unknown form");
  }
}
