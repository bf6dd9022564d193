// SPDX-License-Identifier: Apache-2.0
package io.saltern.itests.process;

import io.saltern.testing.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** A master of the built distribution. */
public final class Master extends Instance {
  /** Where it publishes. */
  public static final int PUBLICATIONS = 4505;

  /** Where it takes requests. */
  public static final int REQUESTS = 4506;

  private final String address;

  /**
   * @param configuration further lines of its configuration
   */
  public Master(String name, String configuration) throws IOException {
    this(name, Installation.newAddress(), configuration);
  }

  private Master(String name, String address, String configuration) throws IOException {
    super(
        Installation.master().resolve("bin/salt-master"),
        name,
        "master",
        "interface: " + address + "\nshell_port: 0\n" + configuration);
    this.address = address;
  }

  /** The loopback address it listens on, at Salt's ports. */
  public String address() {
    return address;
  }

  /** Starts it and waits until its programs are answered. */
  public void startAndAwait() throws Exception {
    start();
    awaitAnswer();
  }

  /** Waits until its programs are answered. */
  public void awaitAnswer() {
    Await.until(
        "the master answers its programs",
        Duration.ofSeconds(60),
        () -> run("salt-run", "jobs.active").exit() == 0);
  }

  /** Runs {@code salt}, {@code salt-key} or {@code salt-run} against it. */
  public Output run(String program, String... arguments) throws IOException, InterruptedException {
    return run(Installation.master().resolve("bin"), program, List.of(arguments));
  }
}
