// SPDX-License-Identifier: Apache-2.0
package io.saltern.auth.internal;

import io.saltern.api.auth.LoginStep;
import io.saltern.api.auth.LoginStep.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The steps of a login as they are told; what is told after the end comes too late. */
final class Steps implements Consumer<LoginStep> {
  private final List<LoginStep> told = new ArrayList<>();
  private boolean ended;

  @Override
  public synchronized void accept(LoginStep step) {
    if (!ended) {
      told.add(step);
    }
  }

  /** Ends them, with this one unless the last has failed already. */
  synchronized void endFailed(LoginStep step) {
    if (told.isEmpty() || told.get(told.size() - 1).outcome() != Outcome.FAILED) {
      accept(step);
    }
    ended = true;
  }

  synchronized List<LoginStep> told() {
    return List.copyOf(told);
  }
}
