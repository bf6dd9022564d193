// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.auth;

import java.time.Instant;
import java.util.Set;

/**
 * What the master knows of a token. The token's text is not among it.
 *
 * @param id the SHA-256 of the token's text in hexadecimal: names it, but is not good as a token
 * @param user whom it stands for
 * @param eauth the backend that knows the user
 * @param groups the user's groups when it was made
 * @param start when it was made
 * @param expire from when on it is not valid any more
 */
public record Token(
    String id, String user, String eauth, Set<String> groups, Instant start, Instant expire) {
  public Token {
    groups = Set.copyOf(groups);
  }

  /** Whether it is valid at a moment. */
  public boolean isValidAt(Instant moment) {
    return moment.isBefore(expire);
  }
}
