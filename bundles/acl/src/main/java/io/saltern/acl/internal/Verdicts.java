// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import io.saltern.api.Decision;
import io.saltern.api.Decision.Reason;
import java.util.List;

/** Decisions in words. */
final class Verdicts {
  private Verdicts() {}

  static Decision allowedBy(Origin rule, String function) {
    return Decision.allow(Reason.RULE, rule + " allows " + function).by(rule.grounds(List.of()));
  }

  static Decision deniedBy(Origin rule, String function) {
    return Decision.deny(Reason.FORBIDDEN, rule + " forbids " + function)
        .by(rule.grounds(List.of()));
  }

  static Decision noRule(String function) {
    return Decision.deny(Reason.NO_RULE, "no rule allows " + function);
  }

  static Decision nothing() {
    return Decision.deny(Reason.SYNTAX, "no function is named");
  }
}
