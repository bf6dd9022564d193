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
    ACCEPTED(0),
    /** The key awaits acceptance: try again later. */
    PENDING(1),
    /** The master refuses the key. */
    REJECTED(77),
    /** The master serves as many minions as it may. */
    FULL(1),
    /** The answer is not from a master that this minion trusts. */
    UNTRUSTED(1),
    /** The master's key is not the one that {@code master_finger} names. */
    OTHER_FINGERPRINT(42),
    /** No usable answer in time. */
    UNREACHABLE(1);

    private final int exitCode;

    Outcome(int exitCode) {
      this.exitCode = exitCode;
    }

    /** What a minion exits with that can serve no master for this reason, as Salt's does. */
    public int exitCode() {
      return exitCode;
    }
  }
}
