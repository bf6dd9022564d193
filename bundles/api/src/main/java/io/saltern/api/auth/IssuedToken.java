// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.auth;

import io.saltern.api.Caller;

/**
 * A new token, on its way to its user.
 *
 * @param text the token itself: 64 hexadecimal digits; kept nowhere on the master
 * @param token what the master keeps of it
 */
public record IssuedToken(String text, Token token) {
  /** Whom it stands for. */
  public Caller caller() {
    return token.caller();
  }

  /** Without the token's text. */
  @Override
  public String toString() {
    return "IssuedToken[" + token + "]";
  }
}
