// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

/** A request is not taken. Carries no stack trace: whoever can reach a port can cause it. */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Refusal reason;

  RefusedException(Refusal reason, String detail) {
    super(detail, null, false, false);
    this.reason = reason;
  }

  Refusal reason() {
    return reason;
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}
