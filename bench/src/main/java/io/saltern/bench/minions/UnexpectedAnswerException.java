// SPDX-License-Identifier: Apache-2.0
package io.saltern.bench.minions;

/** A master answered, but not with what was asked for. */
final class UnexpectedAnswerException extends Exception {
  private static final long serialVersionUID = 1L;

  UnexpectedAnswerException(String message) {
    super(message);
  }
}
