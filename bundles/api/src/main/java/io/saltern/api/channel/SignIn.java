// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.channel;

/**
 * How a sign-in ended.
 *
 * @param outcome what the master said, or why the minion does not take it
 * @param publishPort where to subscribe; 0 unless accepted
 * @param message for the log: empty when accepted
 */
public record SignIn(Outcome outcome, int publishPort, String message) {
  /** The ways a sign-in can end. */
  public enum Outcome {
    /** Signed in. */
    ACCEPTED,
    /** The key awaits acceptance: try again later. */
    PENDING,
    /** The master refuses the key. */
    REJECTED,
    /** The master serves as many minions as it may. */
    FULL,
    /** The answer is not from a master that this minion trusts. */
    UNTRUSTED,
    /** No usable answer in time. */
    UNREACHABLE
  }
}
