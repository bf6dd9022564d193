// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.auth;

import java.util.Set;

/** What a backend says of a login. */
public sealed interface Verdict {
  /**
   * The password is right.
   *
   * @param user the user's name as the backend writes it, which may differ from what was typed; the
   *     access rules judge it
   * @param groups the groups the user is in, by the names that the access rules use
   */
  record Accepted(String user, Set<String> groups) implements Verdict {
    public Accepted {
      groups = Set.copyOf(groups);
    }
  }

  /**
   * It is not, or there is no such user.
   *
   * @param reason for the log; never for whoever tried, and without the password
   */
  record Rejected(String reason) implements Verdict {}
}
