// SPDX-License-Identifier: Apache-2.0
package io.saltern.bench.fleet;

import io.saltern.testing.MasterPrograms;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A master, and whether it can be asked just now. */
public final class MasterNode extends Node {
  private static final Duration START = Duration.ofMinutes(2);
  private static final Duration ASK = Duration.ofSeconds(5);

  private final String address;
  private final MasterPrograms programs;
  private volatile boolean up;

  /**
   * @param home the unpacked distribution
   * @param configuration further lines of its configuration
   */
  public MasterNode(Path home, Path folder, Site site, String configuration) throws IOException {
    super(
        site.enter(),
        home.resolve("bin/salt-master"),
        folder,
        "master",
        "interface: " + site.address() + "\nshell_port: 0\nauto_accept: True\n" + configuration);
    this.address = site.address();
    this.programs = new MasterPrograms(folder);
  }

  /** Where its minions find it. */
  public String address() {
    return address;
  }

  /** Whether nothing has been done to it. */
  public boolean up() {
    return up;
  }

  /** Before something is done to it. */
  public void down() {
    up = false;
  }

  /** Starts it and waits until it answers. */
  public void startAndAwait() throws IOException, InterruptedException, TimeoutException {
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
  public void thaw() throws IOException, InterruptedException {
    signal("CONT");
    up = true;
  }

  /** Whether a minion answers a ping through it within some seconds. */
  public boolean pings(String minion) {
    try {
      return run("salt", "-t", "2", minion, "test.ping").out().contains("True");
    } catch (IOException e) {
      return false;
    }
  }

  private boolean answers() {
    try {
      return run("salt-key", "-l", "acc").exit() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Runs a program in it, which may take 5 seconds. */
  public MasterPrograms.Output run(String program, String... arguments) throws IOException {
    return run(ASK, program, arguments);
  }

  /** Runs a program in it; fails when the master is not there or the time is over. */
  public MasterPrograms.Output run(Duration most, String program, String... arguments)
      throws IOException {
    return programs.run(most, program, arguments);
  }
}
