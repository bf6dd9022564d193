// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.pam.internal;

import io.saltern.api.auth.Verdict;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;

/** What an answer of PAM means for a login. */
final class PamVerdicts {
  /** PAM did not come to a verdict; Linux-PAM's numbers. */
  private static final Set<Integer> NO_VERDICT =
      Set.of(
          1, // PAM_OPEN_ERR
          2, // PAM_SYMBOL_ERR
          3, // PAM_SERVICE_ERR
          4, // PAM_SYSTEM_ERR
          5, // PAM_BUF_ERR
          9, // PAM_AUTHINFO_UNAVAIL
          19, // PAM_CONV_ERR
          20, // PAM_AUTHTOK_ERR
          26, // PAM_ABORT
          28); // PAM_MODULE_UNKNOWN

  private PamVerdicts() {}

  /**
   * @throws CompletionException for an {@link IOException} when PAM came to none
   */
  static Verdict of(PamAnswer answer) {
    if (answer.passed()) {
      Optional<String> flaw = UserNames.flaw(answer.user());
      return flaw.isEmpty()
          ? new Verdict.Accepted(answer.user(), answer.groups())
          : new Verdict.Rejected("PAM let in somebody else: " + flaw.get());
    }
    String reason = reason(answer);
    if (NO_VERDICT.contains(answer.code())) {
      throw new CompletionException(new IOException(reason));
    }
    return new Verdict.Rejected(reason);
  }

  static String reason(PamAnswer answer) {
    String where =
        switch (answer.last()) {
          case START -> "pam_start";
          case AUTHENTICATE -> "pam_authenticate";
          case ACCOUNT -> "pam_acct_mgmt";
          case USER, NAME, PASSED -> "";
        };
    return where.isEmpty() || answer.code() == LibPam.SUCCESS
        ? answer.text()
        : where + ": " + answer.text() + " (" + answer.code() + ")";
  }
}
