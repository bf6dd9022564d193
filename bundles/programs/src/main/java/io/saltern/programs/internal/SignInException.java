// SPDX-License-Identifier: Apache-2.0
package io.saltern.programs.internal;

/** Whoever runs a program could not prove who it is. The message is what it is told. */
final class SignInException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int code;

  SignInException(String message, int code) {
    super(message);
    this.code = code;
  }

  /** The program's exit code. */
  int code() {
    return code;
  }
}
