// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.channel;

/**
 * The bounds of a command. The proof is the same for all: the minion's session key and its token.
 *
 * @param maxBytes the longest load in bytes
 * @param perMinute how many a single minion may send in a minute; more are refused and counted
 * @param concurrent how many may be under way at once, from all minions; more wait in the queue
 */
public record CommandPolicy(int maxBytes, int perMinute, int concurrent) {
  /**
   * @throws IllegalArgumentException when a bound is not positive
   */
  public CommandPolicy {
    if (maxBytes <= 0 || perMinute <= 0 || concurrent <= 0) {
      throw new IllegalArgumentException("the bounds of a command must be positive");
    }
  }
}
