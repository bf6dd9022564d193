// SPDX-License-Identifier: Apache-2.0
package io.saltern.api;

/**
 * Whether somebody may do something, and why.
 *
 * @param reason what kind of rule decided
 * @param explanation a sentence for the log, the audit record and whoever asks to have it
 *     explained; not for the refused caller
 */
public record Decision(boolean allowed, Reason reason, String explanation) {
  /** The kinds of grounds for a decision. */
  public enum Reason {
    /** The superuser or the master's own user, on this machine. */
    ADMIN,
    /** A rule allows it. */
    RULE,
    /** No rule allows it. */
    NO_RULE,
    /** A rule forbids it. */
    FORBIDDEN
  }

  /** An allowance. */
  public static Decision allow(Reason reason, String explanation) {
    return new Decision(true, reason, explanation);
  }

  /** A refusal. */
  public static Decision deny(Reason reason, String explanation) {
    return new Decision(false, reason, explanation);
  }
}
