// SPDX-License-Identifier: Apache-2.0
package io.saltern.auth.internal;

import io.saltern.api.Caller.Proof;
import io.saltern.api.audit.AuditEntry.LoggedIn;
import io.saltern.api.audit.AuditLog;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place that hears how each login and each use of a token ended, and why. */
final class LoginLog {
  private static final Logger LOG = LoggerFactory.getLogger(LoginLog.class);
  private static final int LONGEST = 256;

  private final AuditLog audit;

  LoginLog(AuditLog audit) {
    this.audit = audit;
  }

  /** Completes when whoever was accepted may be let in. */
  CompletionStage<Void> accepted(Proof proof, String user, String eauth, String origin) {
    LOG.info("User {} of {} was authenticated by {}, from {}", user, eauth, word(proof), origin);
    return audit.record(new LoggedIn(proof, user, eauth, origin, null));
  }

  void refused(Proof proof, String user, String eauth, String origin, String reason) {
    String shownUser = shown(user);
    String shownEauth = shown(eauth);
    LOG.warn(
        "Authentication failure of type \"{}\" occurred for user {} of {}, from {}: {}",
        word(proof),
        shownUser,
        shownEauth,
        origin,
        reason);
    var unused =
        audit
            .record(new LoggedIn(proof, shownUser, shownEauth, origin, reason))
            .exceptionally(
                failure -> {
                  LOG.error("A refused login is not on record: {}", failure.toString());
                  return null;
                });
  }

  /** What was shown to prove who somebody is, in Salt's words. */
  private static String word(Proof proof) {
    return proof == Proof.TOKEN ? "token" : "eauth";
  }

  /** A name from outside as it may stand in a log: on one line, and not endless. */
  private static String shown(String name) {
    String line = name.replaceAll("\\p{Cntrl}", "?");
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
  }
}
