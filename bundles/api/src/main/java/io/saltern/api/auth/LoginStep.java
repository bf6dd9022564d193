// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.auth;

/**
 * One step of a login.
 *
 * @param name what was done, as {@code connect}, {@code TLS}, {@code bind}, {@code find user},
 *     {@code groups}, {@code account}
 * @param outcome how it went
 * @param detail with what, and what came of it, for an administrator; without secrets
 */
public record LoginStep(String name, Outcome outcome, String detail) {
  /** How a step went. */
  public enum Outcome {
    /** As it should. */
    OK,
    /** Not; the login ends here. */
    FAILED,
    /** It does not apply, as TLS where none is asked for. */
    SKIPPED
  }
}
