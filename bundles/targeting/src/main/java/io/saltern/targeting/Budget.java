// SPDX-License-Identifier: Apache-2.0
package io.saltern.targeting;

/** The work that one question about one minion may cost. */
final class Budget {
  private static final long STEPS = 20_000_000;

  private final String expression;
  private long left = STEPS;

  Budget(String expression) {
    this.expression = expression;
  }

  void spend(long steps) {
    left -= steps;
    if (left < 0) {
      throw new MatchLimitException(expression);
    }
  }
}
