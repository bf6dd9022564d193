// SPDX-License-Identifier: Apache-2.0
package io.saltern.targeting;

import io.saltern.api.TargetType;

/**
 * A target expression that cannot be read. It names no minion; the message says what is wrong and
 * where.
 */
public final class TargetSyntaxException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final int position;
  private final String flaw;

  TargetSyntaxException(TargetType type, String expression, int position, String flaw) {
    super(
        "bad "
            + type.wireName()
            + " target, at "
            + position
            + ": "
            + Excerpt.of(flaw)
            + ": "
            + Excerpt.of(expression));
    this.position = position;
    this.flaw = flaw;
  }

  /** What is wrong, without the place. */
  String flaw() {
    return flaw;
  }

  /** Where in the expression the flaw is, in characters from 0; its length when something lacks. */
  public int position() {
    return position;
  }
}
