// SPDX-License-Identifier: Apache-2.0
package io.saltern.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether somebody may do something, and why.
 *
 * @param reason what kind of rule decided
 * @param explanation a sentence for the log, the audit record and whoever asks to have it
 *     explained; not for the refused caller
 * @param grounds the rule that decided, or that came nearest to allowing it; null when there is
 *     none
 */
public record Decision(
    boolean allowed, Reason reason, String explanation, @Nullable Grounds grounds) {
  /** The kinds of grounds for a decision. */
  public enum Reason {
    /** The superuser or the master's own user, on this machine. */
    ADMIN,
    /** A rule allows it. */
    RULE,
    /** It is allowed to everybody who is known. */
    ALWAYS,
    /** No rule allows it. */
    NO_RULE,
    /** No rule is about this user of the machine, whatever is asked for. */
    UNKNOWN,
    /** A rule forbids it. */
    FORBIDDEN,
    /** What is asked for has no meaning, as a runner whose name is not {@code module.function}. */
    SYNTAX,
    /** A pattern would take too much work, so there is no verdict. */
    NO_VERDICT,
    /** It must be put on record and cannot be. */
    UNRECORDED
  }

  /**
   * A rule that decided.
   *
   * @param rule the way to it, as {@code external_auth: pam: fred: web*: test.*}
   * @param place where it is written, as {@code /etc/salt/master:12}
   * @param pattern its pattern that matches the function
   * @param refused the minions that the request names and the rule does not allow; found out only
   *     when an explanation is asked for
   */
  public record Grounds(String rule, String place, String pattern, List<MinionId> refused) {
    public Grounds {
      refused = List.copyOf(refused);
    }
  }

  /** An allowance. */
  public static Decision allow(Reason reason, String explanation) {
    return new Decision(true, reason, explanation, null);
  }

  /** A refusal. */
  public static Decision deny(Reason reason, String explanation) {
    return new Decision(false, reason, explanation, null);
  }

  /** The same, by a rule. */
  public Decision by(Grounds rule) {
    return new Decision(allowed, reason, explanation, rule);
  }
}
