// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.pam.internal;

import java.util.Set;

/**
 * How far a login came.
 *
 * @param last the phase that it did not get through, or {@link Phase#PASSED}
 * @param code what PAM returned in it
 * @param text what that means, for the log
 * @param user the user's name, as the system writes it where it knows the user
 * @param groups of the user; empty before the last phase
 */
record PamAnswer(Phase last, int code, String text, String user, Set<String> groups) {
  PamAnswer {
    groups = Set.copyOf(groups);
  }

  /** What is done, in this order. */
  enum Phase {
    /** The user is looked up, and refused when it is root. */
    USER,
    /** {@code pam_start}. */
    START,
    /** {@code pam_authenticate}. */
    AUTHENTICATE,
    /** {@code pam_acct_mgmt}. */
    ACCOUNT,
    /** The user is looked up by the name that PAM ended with. */
    NAME,
    /** All done. */
    PASSED
  }

  /** One that is refused by what is done here. */
  static PamAnswer refused(Phase last, String user, String text) {
    return new PamAnswer(last, LibPam.SUCCESS, text, user, Set.of());
  }

  boolean passed() {
    return last == Phase.PASSED;
  }
}
