// SPDX-License-Identifier: Apache-2.0
package io.saltern.audit.internal;

import io.saltern.cli.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A record's place in the chain.
 *
 * @param seq its number; 0 = before the first one
 * @param prev the hash of the record before
 * @param hash its own
 */
record Link(long seq, String prev, String hash) {
  /** Before the first record. */
  static final Link START = new Link(0, "", "0".repeat(64));

  private static final String HASH = ", \"hash\": \"";
  private static final Pattern LINE =
      Pattern.compile(
          "(\\{\"seq\": ([0-9]{1,18}), \"prev\": \"([0-9a-f]{64})\", .*)"
              + HASH
              + "([0-9a-f]{64})\"}");

  /** A record and its line. */
  record Written(Link link, String line) {}

  /** The record that follows this one, as a line. */
  Written next(Map<String, @Nullable Object> body) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("seq", seq + 1);
    all.put("prev", hash);
    all.putAll(body);
    String text = Json.write(all, -1);
    String own = sha256(text);
    String line = text.substring(0, text.length() - 1) + HASH + own + "\"}\n";
    return new Written(new Link(seq + 1, hash, own), line);
  }

  /** The place that a line says it has; empty when it says none. */
  static Optional<Link> claimed(String line) {
    Matcher matcher = LINE.matcher(line);
    return matcher.matches()
        ? Optional.of(
            new Link(Long.parseLong(matcher.group(2)), matcher.group(3), matcher.group(4)))
        : Optional.empty();
  }

  /** Whether the line is as it was written. */
  static boolean isWhole(String line) {
    Matcher matcher = LINE.matcher(line);
    return matcher.matches() && sha256(matcher.group(1) + "}").equals(matcher.group(4));
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
