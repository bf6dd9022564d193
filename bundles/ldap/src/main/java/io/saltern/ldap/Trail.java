// SPDX-License-Identifier: Apache-2.0
package io.saltern.ldap;

import io.saltern.api.auth.LoginStep;
import io.saltern.api.auth.LoginStep.Outcome;
import java.util.function.Consumer;

/**
 * Tells the steps of a login to whoever wants to know them. Details hold no secrets.
 *
 * @param steps takes each
 */
public record Trail(Consumer<LoginStep> steps) {
  /** For logins that nobody looks at. */
  public static final Trail NONE = new Trail(step -> {});

  /** A step went as it should. */
  public void ok(String name, String detail) {
    steps.accept(new LoginStep(name, Outcome.OK, detail));
  }

  /** The login ends with this step. */
  public void failed(String name, String detail) {
    steps.accept(new LoginStep(name, Outcome.FAILED, detail));
  }

  /** A step does not apply. */
  public void skipped(String name, String detail) {
    steps.accept(new LoginStep(name, Outcome.SKIPPED, detail));
  }

  /** The login ends for want of an answer. */
  public void failed(LdapFailure failure) {
    String name =
        switch (failure.stage()) {
          case CONNECT -> "connect";
          case TLS -> "TLS";
          case BIND -> "bind";
          case SEARCH -> "search";
          case ANSWER -> "answer";
        };
    failed(name, String.valueOf(failure.getMessage()));
  }
}
