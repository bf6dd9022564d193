// SPDX-License-Identifier: Apache-2.0
package io.saltern.client;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a line that the terminal does not show. It is the terminal that is asked, wherever input
 * and output go; where there is none, the line is read from the input, which shows nothing.
 */
final class Secret {
  private static final File TERMINAL = new File("/dev/tty");
  private static final int LONGEST = 1 << 16;

  private Secret() {}

  /** The line; null when there is nobody to ask, or the terminal would show it. */
  static byte @Nullable [] read(byte[] prompt, OutputStream out) throws IOException {
    FileInputStream in;
    try {
      in = new FileInputStream(TERMINAL);
    } catch (IOException e) {
      return line(System.in, prompt, out);
    }
    try (FileInputStream typed = in;
        FileOutputStream terminal = new FileOutputStream(TERMINAL)) {
      return unseen(typed, prompt, terminal);
    }
  }

  private static byte @Nullable [] unseen(
      FileInputStream typed, byte[] prompt, FileOutputStream terminal) throws IOException {
    Thread restoring = new Thread(() -> show(true));
    Runtime.getRuntime().addShutdownHook(restoring);
    try {
      if (!show(false)) {
        terminal.write(
            "The terminal cannot hide what is typed.\n".getBytes(StandardCharsets.UTF_8));
        return null;
      }
      byte[] line = line(typed, prompt, terminal);
      terminal.write('\n');
      return line;
    } finally {
      show(true);
      try {
        Runtime.getRuntime().removeShutdownHook(restoring);
      } catch (IllegalStateException e) {
        // this process ends already, and the hook has run
      }
    }
  }

  /** Has the terminal show what is typed, or not. */
  private static boolean show(boolean shown) {
    try {
      Process stty =
          new ProcessBuilder("stty", shown ? "echo" : "-echo")
              .redirectInput(TERMINAL)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return stty.waitFor(5, TimeUnit.SECONDS) && stty.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** A line without its end; null at the end of the input. */
  static byte @Nullable [] line(InputStream in, byte[] prompt, OutputStream out)
      throws IOException {
    out.write(prompt);
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int next = in.read();
    if (next < 0) {
      return null;
    }
    while (next >= 0 && next != '\n' && line.size() < LONGEST) {
      line.write(next);
      next = in.read();
    }
    return line.toByteArray();
  }
}
