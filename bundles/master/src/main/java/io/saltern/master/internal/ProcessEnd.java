// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

/** Ends the process because the master cannot do its work. */
final class ProcessEnd {
  /** Something that the log tells. */
  static final int GENERIC = 1;

  /** Salt's code for ports that are not free. */
  static final int PORTS_TAKEN = 4;

  private ProcessEnd() {}

  /** From a thread of its own: the caller holds locks that an orderly end needs. */
  static void exit(int code) {
    Thread exit = new Thread(() -> System.exit(code), "master-exit");
    exit.setDaemon(true);
    exit.start();
  }
}
