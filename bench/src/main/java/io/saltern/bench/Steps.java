// SPDX-License-Identifier: Apache-2.0
package io.saltern.bench;

import java.time.Duration;

/** What scenarios have in common. */
final class Steps {
  /** For all minions to be ready. */
  static final Duration DEADLINE = Duration.ofMinutes(2);

  private Steps() {}
}
