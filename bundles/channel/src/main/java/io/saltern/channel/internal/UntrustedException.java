// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

/** The answer to a sign-in is not from a master that the minion trusts. */
final class UntrustedException extends Exception {
  private static final long serialVersionUID = 1L;

  UntrustedException(String message) {
    super(message, null, false, false);
  }
}
