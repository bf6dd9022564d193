// SPDX-License-Identifier: Apache-2.0
package io.saltern.cli;

/** A program was called in a way that it does not know. The message says what is wrong. */
public final class UsageException extends Exception {
  private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(message);
  }
}
