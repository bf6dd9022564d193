// SPDX-License-Identifier: Apache-2.0
package io.saltern.itests.process;

import io.saltern.testing.Await;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One master or minion as a process of its own, with its own configuration and files. */
public abstract class Instance implements AutoCloseable {
  /** How long anything may take that one waits for. */
  static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path folder;
  private final Path program;
  private final List<String> enter;
  private Process process;

  /**
   * @param enter the command that starts another where this one is to run; empty for here
   */
  Instance(List<String> enter, Path program, String name, String role, String configuration)
      throws IOException {
    this.enter = enter;
    this.program = program;
    this.folder = Installation.newFolder(name);
    Path file = folder.resolve(role);
    Files.writeString(
        file,
        "root_dir: "
            + folder
            + "\nlog_file: "
            + log()
            + "\nlog_level_logfile: debug\n"
            + configuration);
    // as in /etc/salt: all users read it
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
  }

  /** The folder that holds its configuration and, below it, everything else. */
  public Path folder() {
    return folder;
  }

  /** What it logs. */
  public Path log() {
    return folder.resolve("log");
  }

  /** What it prints. */
  public Path terminal() {
    return folder.resolve("terminal");
  }

  /** Starts it, in the foreground of nobody. It does not outlive the tests, however they end. */
  public void start() throws IOException {
    List<String> command = new ArrayList<>(enter);
    command.addAll(List.of(program.toString(), "-c", folder.toString()));
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(terminal().toFile()))
            .start();
    Process started = process;
    Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
  }

  /** The process id. */
  public long pid() {
    return process.pid();
  }

  /** Whether it runs. */
  public boolean alive() {
    return process.isAlive();
  }

  /** How many file descriptors it holds. */
  public int descriptors() throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
      return (int) open.count();
    }
  }

  /** The most memory it ever had, in KiB. */
  public long mostResidentKib() throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .map(line -> line.replaceAll("\\D", ""))
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElseThrow();
  }

  /** Ends it as {@code kill -9} does, and waits until it has ended. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Sends a signal, as {@code STOP}. */
  public void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
        .inheritIO()
        .start()
        .waitFor();
  }

  /** Ends it by SIGTERM. */
  public Output stop() throws IOException, InterruptedException {
    process.destroy();
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError(program + " did not stop within " + PATIENCE + " of SIGTERM");
    }
    return new Output(process.exitValue(), Files.readString(terminal()), "");
  }

  /** Waits until the log holds a text. */
  public void awaitLog(String text) throws Exception {
    Await.until(text + " in " + log(), PATIENCE, () -> logged(text));
  }

  /** Whether the log holds a text by now. */
  public boolean logged(String text) throws IOException {
    return logText().contains(text);
  }

  /** What it has logged by now, in whole lines: the last one may still be written. */
  public String logText() throws IOException {
    if (!Files.exists(log())) {
      return "";
    }
    String text = new String(Files.readAllBytes(log()), StandardCharsets.UTF_8);
    return text.substring(0, text.lastIndexOf('\n') + 1);
  }

  /** How many lines of the log hold a text by now. */
  public long countLogged(String text) throws IOException {
    return logText().lines().filter(line -> line.contains(text)).count();
  }

  /** Runs a program of this instance's distribution with its configuration, to its end. */
  Output run(Path bin, String name, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of(bin.resolve(name).toString(), "-c", folder.toString()));
    command.addAll(arguments);
    return run(command);
  }

  /** Runs any command to its end. */
  public static Output run(List<String> command) throws IOException, InterruptedException {
    Path out = Files.createTempFile("st-", ".out");
    Path err = Files.createTempFile("st-", ".err");
    try {
      Process p =
          new ProcessBuilder(command)
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      if (!p.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        p.destroyForcibly();
        throw new AssertionError(command + " did not end within " + PATIENCE);
      }
      return new Output(p.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      Files.deleteIfExists(out);
      Files.deleteIfExists(err);
    }
  }

  @Override
  public void close() {
    if (process != null && process.isAlive()) {
      process.destroyForcibly();
    }
  }
}
