// SPDX-License-Identifier: Apache-2.0
package io.saltern.testing.ldap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Programs of the system that fixtures run. */
final class Commands {
  private static final long SECONDS = 180;

  private Commands() {}

  /**
   * The path of a program.
   *
   * @throws AssertionError when it is missing; names what to install
   */
  static String find(String program, String install) {
    return Stream.of("/usr/sbin", "/usr/bin", "/sbin", "/bin")
        .map(dir -> Path.of(dir, program))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst()
        .orElseThrow(() -> new AssertionError(program + " is missing; run: " + install));
  }

  /** Runs one to its end and gives what it printed. */
  static String run(Path dir, List<String> command) {
    Path output = dir.resolve("output-" + Integer.toHexString(command.hashCode()) + ".log");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(dir.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      process.getOutputStream().close();
      boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
      process.destroyForcibly();
      String text = Files.readString(output, StandardCharsets.UTF_8);
      if (!ended || process.exitValue() != 0) {
        throw new AssertionError(command.get(0) + " failed:\n" + text);
      }
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while " + command.get(0) + " ran", e);
    }
  }
}
