// SPDX-License-Identifier: Apache-2.0
package io.saltern.wire;

/** What may come back for a sign-in. */
public sealed interface AuthAnswer permits SignedReply, AuthAnswer.Unsigned, AuthAnswer.Failed {
  /**
   * A refusal without a signature, as {@code bad sig algo}.
   *
   * @param ret why
   */
  record Unsigned(String ret) implements AuthAnswer {}

  /**
   * An error in place of an answer.
   *
   * @param error which
   */
  record Failed(ErrorReply error) implements AuthAnswer {}
}
