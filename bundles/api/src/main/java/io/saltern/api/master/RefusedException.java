// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.master;

import io.saltern.api.Decision;

/** A caller may not do what it asked for. The message is what it may be told. */
public final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Decision decision;

  public RefusedException(String message, Decision decision) {
    super(message);
    this.decision = decision;
  }

  /** Why; for logs, not for the caller. */
  public Decision decision() {
    return decision;
  }
}
