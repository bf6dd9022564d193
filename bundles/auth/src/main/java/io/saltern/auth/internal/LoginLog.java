// SPDX-License-Identifier: Apache-2.0
package io.saltern.auth.internal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place that hears how each login and each use of a token ended, and why. */
final class LoginLog {
  private static final Logger LOG = LoggerFactory.getLogger(LoginLog.class);
  private static final int LONGEST = 256;

  /** What was shown to prove who somebody is, in Salt's words. */
  enum Type {
    EAUTH,
    TOKEN;

    private String word() {
      return this == EAUTH ? "eauth" : "token";
    }
  }

  void accepted(Type type, String user, String eauth, String origin) {
    LOG.info("User {} of {} was authenticated by {}, from {}", user, eauth, type.word(), origin);
  }

  void refused(Type type, String user, String eauth, String origin, String reason) {
    LOG.warn(
        "Authentication failure of type \"{}\" occurred for user {} of {}, from {}: {}",
        type.word(),
        shown(user),
        shown(eauth),
        origin,
        reason);
  }

  /** A name from outside as it may stand in a log: on one line, and not endless. */
  private static String shown(String name) {
    String line = name.replaceAll("\\p{Cntrl}", "?");
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
  }
}
