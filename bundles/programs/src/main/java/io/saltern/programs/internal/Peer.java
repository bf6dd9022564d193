// SPDX-License-Identifier: Apache-2.0
package io.saltern.programs.internal;

import io.saltern.api.Caller;
import java.util.regex.Pattern;

/**
 * Who is at the other end of a connection, as the kernel says.
 *
 * @param user the name of the account, or its number when it has no name
 * @param admin whether it is the superuser's or the master's own
 */
record Peer(String user, boolean admin) {
  static final String SUPERUSER = "root";

  private static final Pattern USER_NAME =
      Pattern.compile("[A-Za-z0-9_.][A-Za-z0-9_.@\\\\-]{0,255}");

  /**
   * The caller to be judged. A superuser may say who it was before; Salt then names it {@code
   * sudo_NAME}. From anybody else the claim does not count.
   */
  Caller caller(String sudoUser) {
    boolean became =
        user.equals(SUPERUSER)
            && !sudoUser.equals(SUPERUSER)
            && USER_NAME.matcher(sudoUser).matches();
    return Caller.local(became ? "sudo_" + sudoUser : user, admin);
  }
}
