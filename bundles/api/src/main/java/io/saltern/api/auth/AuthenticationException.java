// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.auth;

/** Somebody could not prove who it is. Says no more than whoever tried may know. */
public final class AuthenticationException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean timeout;

  private AuthenticationException(String message, boolean timeout) {
    super(message);
    this.timeout = timeout;
  }

  /** The one answer to every login or token that is not accepted; why is in the log alone. */
  public static AuthenticationException refused() {
    return new AuthenticationException("Authentication error occurred.", false);
  }

  /** The backend did not answer while the caller was willing to wait. */
  public static AuthenticationException timedOut() {
    return new AuthenticationException("Failed to authenticate!", true);
  }

  /** Whether there was no answer in time, so that it may help to wait longer. */
  public boolean isTimeout() {
    return timeout;
  }
}
