// SPDX-License-Identifier: Apache-2.0
package io.saltern.runners.internal;

import io.saltern.api.Caller;
import io.saltern.api.auth.BackendReport;
import io.saltern.api.auth.LoginStep;
import io.saltern.api.auth.LoginTrial;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the runner {@code auth} tells of backends and of logins that were tried. */
final class AuthView {
  private static final double NANOS_IN_MICRO = 1_000;
  private static final double MICROS_IN_MILLI = 1_000;

  private AuthView() {}

  static Map<String, Object> of(LoginTrial trial) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("steps", trial.steps().stream().map(AuthView::line).toList());
    Caller caller = trial.caller();
    shown.put("verdict", caller == null ? "refused" : "accepted");
    if (caller != null) {
      shown.put("user", caller.user());
      shown.put("groups", List.copyOf(new TreeSet<>(caller.groups())));
      shown.put(
          "rules", trial.grants().stream().map(rule -> rule.text() + ", " + rule.place()).toList());
    }
    return shown;
  }

  private static String line(LoginStep step) {
    String outcome = step.outcome().name().toLowerCase(Locale.ROOT);
    return String.format(Locale.ROOT, "%-7s %s: %s", outcome, step.name(), step.detail());
  }

  static Map<String, @Nullable Object> of(BackendReport report) {
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    shown.put("enabled", report.enabled());
    shown.put("state", report.state());
    shown.put("bundle", report.bundle());
    shown.put("version", report.version());
    shown.put("accepted", report.accepted());
    shown.put("rejected", report.rejected());
    shown.put("failed", report.failed());
    shown.put("median_ms", millis(report.median()));
    shown.put("last_ms", millis(report.last()));
    shown.put("locked_users", report.locked());
    return shown;
  }

  /** To the microsecond. */
  private static @Nullable Double millis(@Nullable Duration time) {
    return time == null ? null : Math.round(time.toNanos() / NANOS_IN_MICRO) / MICROS_IN_MILLI;
  }
}
