// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import io.saltern.api.channel.SignIn;

/** The answer to a sign-in is not from a master that the minion trusts. */
final class UntrustedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final SignIn.Outcome outcome;

  UntrustedException(String message) {
    this(SignIn.Outcome.UNTRUSTED, message);
  }

  UntrustedException(SignIn.Outcome outcome, String message) {
    super(message, null, false, false);
    this.outcome = outcome;
  }

  SignIn signIn() {
    return new SignIn(outcome, 0, String.valueOf(getMessage()));
  }
}
