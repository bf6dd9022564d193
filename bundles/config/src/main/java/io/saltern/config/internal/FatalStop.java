// SPDX-License-Identifier: Apache-2.0
package io.saltern.config.internal;

import java.io.PrintStream;
import java.util.List;

/** Ends the process because it cannot run with what it was given. */
final class FatalStop {
  /** Salt's exit code for a configuration that cannot be used. */
  static final int EXIT_CODE = 1;

  private static final long DEADLINE_MILLIS = 10_000;

  private FatalStop() {}

  /**
   * Prints the reasons in Salt's log format and ends the process: in order when that works, hard
   * after ten seconds. Returns at once: the caller may hold locks that an orderly end needs.
   */
  static void stop(List<String> reasons) {
    print(System.err, reasons);
    Thread exit = new Thread(() -> System.exit(EXIT_CODE), "saltern-fatal-stop");
    Thread deadline = new Thread(FatalStop::halt, "saltern-fatal-stop-deadline");
    exit.setDaemon(true);
    deadline.setDaemon(true);
    deadline.start();
    exit.start();
  }

  static void print(PrintStream out, List<String> reasons) {
    for (String reason : reasons) {
      out.println("[ERROR   ] " + reason);
    }
    out.flush();
  }

  private static void halt() {
    try {
      Thread.sleep(DEADLINE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(EXIT_CODE);
  }
}
