// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Something that one thread does until it is stopped. */
interface Running {
  /** How long {@link #join} waits. */
  long JOIN_MILLIS = 1500;

  /** Where it is said when that is not enough. */
  Logger LOG = LoggerFactory.getLogger(Running.class);

  /** Asks it to release everything and end. */
  void stop();

  /** The thread. */
  Thread thread();

  /** Waits until it has ended, for a while. */
  default void join() {
    if (Thread.currentThread() == thread()) {
      return;
    }
    try {
      thread().join(JOIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread().isAlive()) {
      LOG.warn("{} does not end within {} ms", thread().getName(), JOIN_MILLIS);
    }
  }
}
