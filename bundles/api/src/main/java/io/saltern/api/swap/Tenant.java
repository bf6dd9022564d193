// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.swap;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A service and the number of calls that are under way on it. */
final class Tenant<S> {
  private static final int LEAVING = Integer.MIN_VALUE;

  final S service;
  final int rank;

  /** The calls under way; plus {@link #LEAVING} once no more may begin. */
  private final AtomicInteger calls = new AtomicInteger();

  private final CountDownLatch empty = new CountDownLatch(1);

  Tenant(S service, int rank) {
    this.service = service;
    this.rank = rank;
  }

  /** Begins a call; false when the service is on its way out. */
  boolean enter() {
    int now = calls.get();
    while (now >= 0) {
      if (calls.compareAndSet(now, now + 1)) {
        return true;
      }
      now = calls.get();
    }
    return false;
  }

  void exit() {
    if (calls.decrementAndGet() == LEAVING) {
      empty.countDown();
    }
  }

  /** Lets no more calls begin and waits for the rest; false when some outlasted the patience. */
  boolean leave(Duration patience) {
    if (calls.addAndGet(LEAVING) == LEAVING) {
      empty.countDown();
    }
    try {
      return empty.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
