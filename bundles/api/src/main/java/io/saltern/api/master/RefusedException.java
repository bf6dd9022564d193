// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.master;

import io.saltern.api.Decision;

/** A caller may not do what it asked for. The message is what it may be told. */
public final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Decision decision;

  /** In Salt's words. */
  public RefusedException(Decision decision) {
    this(
        decision.reason() == Decision.Reason.UNKNOWN
            ? "Authentication error occurred."
            : "Authorization error occurred.",
        decision);
  }

  public RefusedException(String message, Decision decision) {
    super(message);
    this.decision = decision;
  }

  /** Why; for logs, not for the caller. */
  public Decision decision() {
    return decision;
  }
}
