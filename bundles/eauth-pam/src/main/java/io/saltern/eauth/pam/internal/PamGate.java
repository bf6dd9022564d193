// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.pam.internal;

import java.util.concurrent.CompletableFuture;

/** Where logins go to be checked by PAM. */
interface PamGate extends AutoCloseable {
  /**
   * Checks.
   *
   * @param question its password is wiped when the answer is there
   * @return completes exceptionally when there is no verdict, within the question's patience
   */
  CompletableFuture<PamAnswer> check(PamQuestion question);

  /** Takes no more questions; those that were asked are answered. */
  @Override
  void close();
}
