// SPDX-License-Identifier: Apache-2.0
package org.example.eauth;

import io.saltern.api.auth.Verdict;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * The users and groups of a section.
 *
 * @param passwords each as {@code SALT$HASH}: any text, and {@code PBKDF2WithHmacSHA256} of the
 *     password with its bytes, 10,000 rounds, 256 bits in hexadecimal
 */
record Users(Map<String, String> passwords, Map<String, Set<String>> groups) {
  static final Users NONE = new Users(Map.of(), Map.of());

  private static final Verdict WRONG = new Verdict.Rejected("wrong password");
  private static final int ROUNDS = 10_000;
  private static final int BITS = 256;

  /** Reads {@code ^users}, user to password, and {@code ^groups}, group to users. */
  static Users of(Map<?, ?> section) {
    Map<String, String> passwords = new HashMap<>();
    if (section.get("^users") instanceof Map<?, ?> all) {
      all.forEach((user, hash) -> passwords.put(String.valueOf(user), String.valueOf(hash)));
    }
    Map<String, Set<String>> groups = new HashMap<>();
    if (section.get("^groups") instanceof Map<?, ?> all) {
      all.forEach((group, members) -> groups.put(String.valueOf(group), texts(members)));
    }
    return new Users(Map.copyOf(passwords), Map.copyOf(groups));
  }

  private static Set<String> texts(Object members) {
    Set<String> texts = new HashSet<>();
    if (members instanceof Collection<?> several) {
      several.forEach(member -> texts.add(String.valueOf(member)));
    }
    return texts;
  }

  boolean knows(String user) {
    return passwords.containsKey(user);
  }

  /** What becomes of a login. The reason of a refusal is for the master's log alone. */
  Verdict check(String user, char[] password) {
    String known = passwords.get(user);
    if (known == null) {
      return new Verdict.Rejected("no such user");
    }
    int end = known.indexOf('$');
    if (end <= 0 || password.length == 0) {
      return WRONG;
    }
    byte[] given = hash(known.substring(0, end), password).getBytes(StandardCharsets.US_ASCII);
    byte[] wanted = known.substring(end + 1).getBytes(StandardCharsets.US_ASCII);
    return MessageDigest.isEqual(given, wanted)
        ? new Verdict.Accepted(user, groupsOf(user))
        : WRONG;
  }

  private Set<String> groupsOf(String user) {
    Set<String> all = new HashSet<>();
    groups.forEach(
        (group, members) -> {
          if (members.contains(user)) {
            all.add(group);
          }
        });
    return all;
  }

  static String hash(String salt, char[] password) {
    PBEKeySpec key =
        new PBEKeySpec(password, salt.getBytes(StandardCharsets.UTF_8), ROUNDS, BITS);
    try {
      return HexFormat.of()
          .formatHex(
              SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                  .generateSecret(key)
                  .getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has this", e);
    } finally {
      key.clearPassword();
    }
  }
}
