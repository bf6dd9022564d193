// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.auth;

import io.saltern.api.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the master knows of a token. The token's text is not among it.
 *
 * @param id the SHA-256 of the token's text in hexadecimal: names it, but is not good as a token
 * @param user whom it stands for
 * @param eauth the backend that knows the user
 * @param groups the user's groups when it was made
 * @param start when it was made
 * @param expire from when on it is not valid any more
 * @param rules the access rules that were about the user when it was made, to be kept as they were;
 *     null when they are not kept
 */
public record Token(
    String id,
    String user,
    String eauth,
    Set<String> groups,
    Instant start,
    Instant expire,
    @Nullable List<Object> rules) {
  public Token {
    groups = Set.copyOf(groups);
    rules = rules == null ? null : List.copyOf(rules);
  }

  /** A token that keeps no rules. */
  public Token(
      String id, String user, String eauth, Set<String> groups, Instant start, Instant expire) {
    this(id, user, eauth, groups, start, expire, null);
  }

  /** Whom it stands for. */
  public Caller caller() {
    return new Caller(user, Caller.Proof.TOKEN, eauth, groups, rules);
  }

  /** Whether it is valid at a moment. */
  public boolean isValidAt(Instant moment) {
    return moment.isBefore(expire);
  }
}
