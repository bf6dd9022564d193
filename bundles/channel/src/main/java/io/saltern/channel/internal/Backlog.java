// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes of requests are not answered yet. */
final class Backlog {
  private final long most;
  private final AtomicLong held = new AtomicLong();

  Backlog(long most) {
    this.most = most;
  }

  /** Adds a request, unless it is too much; one alone never is. */
  boolean tryAdd(int bytes) {
    long before = held.getAndAdd(bytes);
    if (before > 0 && before + bytes > most) {
      held.addAndGet(-bytes);
      return false;
    }
    return true;
  }

  /** It is answered, or never will be. */
  void remove(int bytes) {
    held.addAndGet(-bytes);
  }
}
