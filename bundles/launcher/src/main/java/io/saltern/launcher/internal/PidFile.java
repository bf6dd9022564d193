// SPDX-License-Identifier: Apache-2.0
package io.saltern.launcher.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells others which process this is, until it ends. */
final class PidFile {
  private PidFile() {}

  /** Writes it, and has it deleted when the process ends, unless another one has replaced it. */
  static void keep(Path file) throws IOException {
    String pid = Long.toString(ProcessHandle.current().pid());
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.writeString(file, pid + "\n");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(file, pid), "pid-file"));
  }

  /** Whether the process that a file names runs and has a word in its command line. */
  static boolean isRunning(Path file, String word) throws IOException {
    String pid = Files.exists(file) ? Files.readString(file).strip() : "";
    Path commandLine = Path.of("/proc", pid, "cmdline");
    return pid.matches("\\d{1,9}")
        && Long.parseLong(pid) != ProcessHandle.current().pid()
        && Files.exists(commandLine)
        && Files.readString(commandLine, StandardCharsets.ISO_8859_1).contains(word);
  }

  /** A user that does not own the folder can only empty it. */
  private static void remove(Path file) throws IOException {
    try {
      Files.delete(file);
    } catch (AccessDeniedException e) {
      Files.writeString(file, "");
    }
  }

  private static void delete(Path file, String pid) {
    try {
      if (Files.readString(file).strip().equals(pid)) {
        remove(file);
      }
    } catch (IOException e) {
      System.err.println("[WARNING ] Could not remove the pid file " + file + ": " + e);
    }
  }
}
