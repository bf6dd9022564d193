// SPDX-License-Identifier: Apache-2.0
package io.saltern.targeting;

/** A compiled target expression. Immutable, so that many threads may share it. */
@FunctionalInterface
public interface TargetMatcher {
  /**
   * Tells whether the minion is meant.
   *
   * @throws MatchLimitException when the answer takes more work than one minion may cost; the
   *     target then names nobody
   */
  boolean matches(MinionFacts minion);
}
