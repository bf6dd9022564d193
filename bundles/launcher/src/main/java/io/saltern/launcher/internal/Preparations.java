// SPDX-License-Identifier: Apache-2.0
package io.saltern.launcher.internal;

import java.security.GeneralSecurityException;

/** What is made ready beside the framework's start, which leaves other processors idle. */
final class Preparations implements Runnable {
  private final boolean call;

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

  @Override
  public void run() {
    try {
      Signals.endOrderly("TERM", "INT");
      if (call) {
        // a minion's configuration takes this signal
        Signals.endOrderly("HUP");
      }
      if (!Boolean.getBoolean("saltern.local")) {
        Cryptography.start();
      }
    } catch (ReflectiveOperationException | GeneralSecurityException e) {
      System.err.println("[WARNING ] This Java lacks something: " + e);
    }
  }
}
