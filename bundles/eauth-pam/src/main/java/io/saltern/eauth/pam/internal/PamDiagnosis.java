// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.pam.internal;

import io.saltern.api.auth.LoginStep;
import io.saltern.api.auth.LoginStep.Outcome;
import io.saltern.eauth.pam.internal.PamAnswer.Phase;
import java.util.EnumSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Tells the steps of a login by PAM, in words, up to the one that fails. */
final class PamDiagnosis {
  private final Consumer<LoginStep> steps;
  private final PamSettings settings;
  private final Optional<String> lack;
  private boolean ended;

  /**
   * @param lack what the master's user may not do
   * @param steps takes each
   */
  PamDiagnosis(PamSettings settings, Optional<String> lack, Consumer<LoginStep> steps) {
    this.steps = steps;
    this.settings = settings;
    this.lack = lack;
    String where = settings.isolated() ? ", in a process of its own" : "";
    Optional<String> flaw = settings.service().flaw();
    add(
        "service file",
        flaw.isEmpty(),
        flaw.orElseGet(() -> settings.service().path().orElseThrow() + where));
    if (flaw.isPresent()) {
      return;
    }
    steps.accept(
        lack.map(text -> new LoginStep("privileges", Outcome.SKIPPED, text))
            .orElseGet(() -> new LoginStep("privileges", Outcome.OK, "/etc/shadow can be read")));
  }

  private void add(String name, boolean well, String detail) {
    steps.accept(new LoginStep(name, well ? Outcome.OK : Outcome.FAILED, detail));
    ended |= !well;
  }

  /** The login ended, unless a step has failed already. */
  void stopped(String step, String why) {
    if (!ended) {
      add(step, false, why);
    }
  }

  /** PAM answered. */
  void answered(PamAnswer answer) {
    for (Phase phase : EnumSet.range(Phase.USER, Phase.NAME)) {
      if (phase == answer.last()) {
        add(name(phase), false, failure(answer));
        return;
      }
      add(name(phase), true, success(phase, answer));
    }
    UserNames.flaw(answer.user()).ifPresent(flaw -> add("user name", false, flaw));
  }

  private String failure(PamAnswer answer) {
    String reason =
        answer.code() == LibPam.SUCCESS
            ? answer.text()
            : answer.text() + " (" + answer.code() + ")";
    return lack.isPresent() && answer.last() == Phase.AUTHENTICATE
        ? reason + "; the privileges above may be why"
        : reason;
  }

  private static String name(Phase phase) {
    return switch (phase) {
      case USER -> "user";
      case START -> "pam_start";
      case AUTHENTICATE -> "pam_authenticate";
      case ACCOUNT -> "pam_acct_mgmt";
      case NAME, PASSED -> "groups";
    };
  }

  private String success(Phase phase, PamAnswer answer) {
    return switch (phase) {
      case USER -> "not root";
      case START -> "service " + settings.service().name();
      case AUTHENTICATE -> "the password is right";
      case ACCOUNT -> "the account may be used";
      case NAME, PASSED ->
          answer.groups().isEmpty()
              ? "the system knows none of " + answer.user()
              : answer.user() + " is in " + String.join(", ", new TreeSet<>(answer.groups()));
    };
  }
}
