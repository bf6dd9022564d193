// SPDX-License-Identifier: Apache-2.0
package io.saltern.auth.internal;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * After what time a failure is answered, measured from the request: long enough that the time tells
 * nothing of the reason, and never longer than its cap. As in Salt, about a second.
 */
record FailureDelay(Duration least, Duration most) {
  static final FailureDelay USUAL =
      new FailureDelay(Duration.ofMillis(750), Duration.ofMillis(1250));

  /** How long to wait still, in nanoseconds. */
  long left(long startNanos) {
    long delay = ThreadLocalRandom.current().nextLong(least.toNanos(), most.toNanos() + 1);
    return Math.max(0, delay - (System.nanoTime() - startNanos));
  }
}
