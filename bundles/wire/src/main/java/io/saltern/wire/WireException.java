// SPDX-License-Identifier: Apache-2.0
package io.saltern.wire;

/**
 * A peer's bytes were not what the protocol asks for. Carries no stack trace: whoever can reach a
 * port can cause these, and filling in a trace costs more than refusing the message.
 */
public abstract class WireException extends Exception {
  private static final long serialVersionUID = 1;

  WireException(String message) {
    super(message, null, false, false);
  }

  /** What a master answers to such a request. */
  public abstract ErrorReply reply();
}
