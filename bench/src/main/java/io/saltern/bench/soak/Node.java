// SPDX-License-Identifier: Apache-2.0
package io.saltern.bench.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A master or minion as a process of its own, with files of its own. */
class Node implements AutoCloseable {
  private static final long PATIENCE = 20;

  private final Path program;
  private final Path folder;
  private @Nullable Process process;

  /**
   * @param role {@code master} or {@code minion}
   * @param configuration further lines of its configuration
   */
  Node(Path program, Path folder, String role, String configuration) throws IOException {
    this.program = program;
    this.folder = Files.createDirectories(folder);
    Files.writeString(
        folder.resolve(role),
        "root_dir: "
            + folder
            + "\nlog_file: "
            + log()
            + "\nlog_level_logfile: info\njob_replay_window: 7200\n"
            + configuration);
  }

  Path folder() {
    return folder;
  }

  private Path log() {
    return folder.resolve("log");
  }

  synchronized void start() throws IOException {
    process =
        new ProcessBuilder(program.toString(), "-c", folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("terminal").toFile()))
            .start();
  }

  private synchronized Process running() {
    if (process == null) {
      throw new IllegalStateException(folder + " was never started");
    }
    return process;
  }

  /** As {@code kill -9}. */
  void kill() throws InterruptedException {
    running().destroyForcibly().waitFor();
  }

  /** By SIGTERM. */
  void stop() throws InterruptedException {
    Process ending = running();
    ending.destroy();
    if (!ending.waitFor(PATIENCE, TimeUnit.SECONDS)) {
      ending.destroyForcibly().waitFor();
    }
  }

  /** Sends a signal, as {@code STOP}. */
  void signal(String name) throws IOException, InterruptedException {
    Process kill =
        new ProcessBuilder("kill", "-" + name, Long.toString(running().pid())).inheritIO().start();
    if (kill.waitFor() != 0) {
      throw new IOException("kill -" + name + " did not reach " + folder);
    }
  }

  /** Shows all lines of its log. */
  void logged(Consumer<String> reader) throws IOException {
    if (Files.exists(log())) {
      try (Stream<String> lines = Files.lines(log())) {
        lines.forEach(reader);
      }
    }
  }

  @Override
  public synchronized void close() {
    if (process != null) {
      process.destroyForcibly();
    }
  }
}
