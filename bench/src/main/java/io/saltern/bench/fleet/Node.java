// SPDX-License-Identifier: Apache-2.0
package io.saltern.bench.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A master or minion as a process of its own, with files of its own. */
public class Node implements AutoCloseable {
  private static final long PATIENCE = 20;

  private final List<String> command;
  private final Path folder;
  private @Nullable Process process;

  /**
   * @param enter the command that starts another where this one is to run; empty for here
   * @param role {@code master} or {@code minion}
   * @param configuration further lines of its configuration
   */
  Node(List<String> enter, Path program, Path folder, String role, String configuration)
      throws IOException {
    this.command = new ArrayList<>(enter);
    command.addAll(List.of(program.toString(), "-c", folder.toString()));
    this.folder = Files.createDirectories(folder);
    Files.writeString(
        folder.resolve(role),
        "root_dir: "
            + folder
            + "\nlog_file: "
            + log()
            + "\nlog_level_logfile: info\n"
            + configuration);
  }

  /** Where its files are; the name is its id. */
  public Path folder() {
    return folder;
  }

  private Path log() {
    return folder.resolve("log");
  }

  /** Starts it; does not wait. */
  public synchronized void start() throws IOException {
    process =
        new ProcessBuilder(command)
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
  public void kill() throws InterruptedException {
    running().destroyForcibly().waitFor();
  }

  /** By SIGTERM. */
  public void stop() throws InterruptedException {
    Process ending = running();
    ending.destroy();
    if (!ending.waitFor(PATIENCE, TimeUnit.SECONDS)) {
      ending.destroyForcibly().waitFor();
    }
  }

  /** Sends a signal, as {@code STOP}. */
  public void signal(String name) throws IOException, InterruptedException {
    Process kill =
        new ProcessBuilder("kill", "-" + name, Long.toString(running().pid())).inheritIO().start();
    if (kill.waitFor() != 0) {
      throw new IOException("kill -" + name + " did not reach " + folder);
    }
  }

  /** Shows all lines of its log. */
  public void logged(Consumer<String> reader) throws IOException {
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
