// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.program;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * How a daemon lets its start script return. Until then the script waits, so that the terminal
 * shows what is wrong with a start and the exit code says so.
 */
public final class StartSignal {
  /** The system property that is {@code true} while a script waits. */
  public static final String PROPERTY = "saltern.start.awaited";

  private static final String STARTED = "started\n";

  private StartSignal() {}

  /**
   * Says on standard output that the daemon has started and leaves the terminal, once and only
   * where a script waits; does nothing otherwise.
   *
   * @throws IOException when the script has gone
   */
  public static void send() throws IOException {
    if (!"true".equals(System.getProperties().remove(PROPERTY))) {
      return;
    }
    // the JDK does not close these two but has them lead to /dev/null
    try (FileOutputStream out = new FileOutputStream(FileDescriptor.out);
        FileOutputStream err = new FileOutputStream(FileDescriptor.err)) {
      out.write(STARTED.getBytes(StandardCharsets.US_ASCII));
      err.flush();
    }
  }
}
