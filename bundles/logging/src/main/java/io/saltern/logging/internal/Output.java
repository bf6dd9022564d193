// SPDX-License-Identifier: Apache-2.0
package io.saltern.logging.internal;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Terminal and file. Until the configuration is known, the terminal shows what was asked for on the
 * command line, and what is for the file is kept, within bounds.
 */
final class Output {
  private static final int MOST_KEPT = 500;

  private final PrintStream terminal;
  private final boolean colour;
  private final long pid = ProcessHandle.current().pid();
  private final Queue<Entry> kept = new ArrayDeque<>();
  private volatile Level onTerminal;
  private volatile Level inFile = Level.DEBUG;
  private volatile Level least;
  private volatile boolean configured;
  private @Nullable LogFile file;

  Output(PrintStream terminal, boolean colour, Level onTerminal) {
    this.terminal = terminal;
    this.colour = colour;
    this.onTerminal = onTerminal;
    this.least = Level.ALL;
  }

  boolean takes(Level level) {
    return level.isAtLeast(least);
  }

  /** Whether an entry of that level may come into the file, which says where each is from. */
  boolean tellsPlaces(Level level) {
    return !configured || level.isAtLeast(inFile);
  }

  synchronized void write(Entry entry) {
    if (entry.level().isAtLeast(onTerminal)) {
      terminal.print(entry.onTerminal(colour));
      terminal.flush();
    }
    if (!configured) {
      if (kept.size() == MOST_KEPT) {
        kept.remove();
      }
      kept.add(entry);
    } else {
      writeToFile(entry);
    }
  }

  /** Goes on as the configuration says; null = no file. */
  synchronized void configure(Level newOnTerminal, Level newInFile, @Nullable Path path) {
    onTerminal = newOnTerminal;
    inFile = path == null ? Level.QUIET : newInFile;
    least = onTerminal.isAtLeast(inFile) ? inFile : onTerminal;
    configured = true;
    close();
    if (path != null) {
      try {
        file = new LogFile(path);
      } catch (IOException | UnsupportedOperationException e) {
        terminal.print(
            "[WARNING ] Failed to open log file, do you have permission to write to "
                + path
                + "?\n");
      }
    }
    kept.forEach(this::writeToFile);
    kept.clear();
  }

  private void writeToFile(Entry entry) {
    LogFile open = file;
    if (open == null || !entry.level().isAtLeast(inFile)) {
      return;
    }
    try {
      open.write(entry.inFile(pid));
    } catch (IOException e) {
      terminal.print("[ERROR   ] The log file cannot be written: " + e + "\n");
    }
  }

  synchronized void close() {
    LogFile open = file;
    file = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        terminal.print("[ERROR   ] The log file does not close: " + e + "\n");
      }
    }
  }

  /** Standard error as UTF-8. */
  static PrintStream standardError() {
    return new PrintStream(System.err, false, StandardCharsets.UTF_8);
  }
}
