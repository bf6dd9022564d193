// SPDX-License-Identifier: Apache-2.0
package io.saltern.launcher.internal;

import java.security.GeneralSecurityException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What is made ready beside the framework's start, which leaves other processors idle. */
final class Preparations implements Runnable {
  private static final long LONGEST_SECONDS = 10;

  private final boolean call;
  private final CountDownLatch hangUp = new CountDownLatch(1);

  /**
   * @param call whether the program ends by itself
   */
  Preparations(boolean call) {
    this.call = call;
  }

  void begin() {
    Thread thread = new Thread(this, "preparations");
    thread.setDaemon(true);
    thread.start();
  }

  /** Waits until SIGHUP does not end the process any more, unless it is for a call. */
  void awaitHangUp() throws InterruptedException {
    if (!hangUp.await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
      System.err.println("[WARNING ] This Java is slow to listen to signals");
    }
  }

  @Override
  public void run() {
    try {
      try {
        if (call) {
          Signals.endOrderly("HUP");
        } else {
          Signals.keepHangUp();
        }
      } finally {
        hangUp.countDown();
      }
      Signals.endOrderly("TERM", "INT");
      if (!Boolean.getBoolean("saltern.local")) {
        Cryptography.start();
      }
    } catch (ReflectiveOperationException | GeneralSecurityException e) {
      System.err.println("[WARNING ] This Java lacks something: " + e);
    }
  }
}
