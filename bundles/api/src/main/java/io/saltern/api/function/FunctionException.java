// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.function;

/** A function cannot be called as asked, or cannot do what it was asked to. */
public final class FunctionException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What went wrong; decides how the answer words it. */
  public enum Kind {
    /** The arguments do not fit the parameters: Python's {@code TypeError}. */
    ARGUMENTS,
    /** The call makes no sense: Salt's {@code SaltInvocationError}. */
    INVOCATION,
    /** The work failed: Salt's {@code CommandExecutionError}. */
    COMMAND,
    /** A program is missing: Salt's {@code CommandNotFoundError}. */
    COMMAND_NOT_FOUND
  }

  private final Kind kind;

  public FunctionException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /** What went wrong. */
  public Kind kind() {
    return kind;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
