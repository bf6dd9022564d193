// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.internal;

import org.jspecify.annotations.Nullable;

/** A job that waits or runs, and how it may be ended. */
final class RunningJob {
  private final Publication publication;
  private @Nullable Thread thread;
  private int signal;
  private boolean over;

  RunningJob(Publication publication) {
    this.publication = publication;
  }

  Publication publication() {
    return publication;
  }

  /** Runs on this thread from now; false when it was ended before. */
  synchronized boolean begin() {
    thread = Thread.currentThread();
    return signal == 0;
  }

  /** Has run; no interrupt reaches this thread any more. */
  synchronized void end() {
    over = true;
    thread = null;
    Thread.interrupted();
  }

  synchronized boolean waits() {
    return thread == null && !over;
  }

  /** Interrupts it, or sees to it that it does not begin. */
  synchronized void interrupt(int with) {
    signal = with;
    if (thread != null) {
      thread.interrupt();
    }
  }

  /** What ended it; 0 when nothing did. */
  synchronized int signal() {
    return signal;
  }
}
