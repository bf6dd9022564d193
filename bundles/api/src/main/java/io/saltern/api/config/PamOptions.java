// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.config;

import java.util.List;

/** Options of the authentication backend {@code pam}, which the master reads. */
public final class PamOptions {
  public static final Option<String> SERVICE =
      Option.text(
          "auth.pam.service",
          "login",
          "The PAM service that users of the backend pam are checked by: a file of /etc/pam.d, with"
              + " rules of its own for auth and account.");

  public static final Option<Boolean> ISOLATED =
      Option.flag(
          "auth.pam.isolated",
          false,
          "Call PAM in a process of its own, which is started again when it dies. Saltern's own.");

  public static final Option<Double> TIMEOUT =
      Option.number(
              "auth.pam.timeout",
              null,
              "Seconds that PAM has for one login. Not set: as eauth_timeout. Saltern's own.")
          .between(1, 3_600);

  /** All of them, in the order of the sample file. */
  public static final List<Option<?>> ALL = List.of(SERVICE, ISOLATED, TIMEOUT);

  private PamOptions() {}
}
