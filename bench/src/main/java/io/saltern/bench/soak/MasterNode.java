// SPDX-License-Identifier: Apache-2.0
package io.saltern.bench.soak;

import io.saltern.testing.MasterPrograms;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A master, and whether it can be asked just now. */
final class MasterNode extends Node {
  private static final Duration START = Duration.ofMinutes(2);
  private static final Duration ASK = Duration.ofSeconds(5);

  private final String address;
  private final MasterPrograms programs;
  private volatile boolean up;

  MasterNode(Path home, Path folder, String address) throws IOException {
    super(
        home.resolve("bin/salt-master"),
        folder,
        "master",
        "interface: " + address + "\nshell_port: 0\nauto_accept: True\n");
    this.address = address;
    this.programs = new MasterPrograms(folder);
  }

  String address() {
    return address;
  }

  /** Whether nothing has been done to it. */
  boolean up() {
    return up;
  }

  /** Before something is done to it. */
  void down() {
    up = false;
  }

  /** Starts it and waits until it answers. */
  void startAndAwait() throws IOException, InterruptedException, TimeoutException {
    start();
    long end = System.nanoTime() + START.toNanos();
    while (!answers()) {
      if (System.nanoTime() > end) {
        throw new TimeoutException(folder() + " does not answer after " + START);
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
    up = true;
  }

  /** It goes on after it was frozen. */
  void thaw() throws IOException, InterruptedException {
    signal("CONT");
    up = true;
  }

  private boolean answers() {
    try {
      return run("salt-key", "-l", "acc").exit() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  MasterPrograms.Output run(String program, String... arguments) throws IOException {
    return run(ASK, program, arguments);
  }

  MasterPrograms.Output run(Duration most, String program, String... arguments) throws IOException {
    return programs.run(most, program, arguments);
  }
}
