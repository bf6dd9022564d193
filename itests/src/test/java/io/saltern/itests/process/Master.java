// SPDX-License-Identifier: Apache-2.0
package io.saltern.itests.process;

import io.saltern.testing.Await;
import io.saltern.testing.MasterPrograms;
import io.saltern.testing.Network;
import io.saltern.testing.PrivateAccounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A master of the built distribution. */
public final class Master extends Instance {
  /** Where it publishes. */
  public static final int PUBLICATIONS = 4505;

  /** Where it takes requests. */
  public static final int REQUESTS = 4506;

  private static final String NO_SHELL = "shell_port: 0\n";
  private static final int NO_MINIONS = 2;

  private final String address;

  /**
   * @param configuration further lines of its configuration
   */
  public Master(String name, String configuration) throws IOException {
    this(List.of(), Installation.newAddress(), name, NO_SHELL + configuration);
  }

  /**
   * One with a shell.
   *
   * @param etc the folder of Karaf's settings, with who may log in
   */
  static Master withShell(int port, Path etc, String configuration) throws IOException {
    return new Master(
        List.of("env", "JAVA_OPTS=-Dkaraf.etc=" + etc),
        Installation.newAddress(),
        "shell",
        "shell_port: " + port + "\n" + configuration);
  }

  /** One that is started by somebody whose new files nobody else may read. */
  static Master underStrictUmask(String name, String configuration) throws IOException {
    return new Master(
        List.of("sh", "-c", "umask 077; exec \"$@\"", "sh"),
        Installation.newAddress(),
        name,
        NO_SHELL + configuration);
  }

  /** One that runs on a host of a network. */
  public Master(Network network, String host, String configuration) throws IOException {
    this(network.enter(host), network.address(host), host, NO_SHELL + configuration);
  }

  /** One among accounts of its own. */
  public Master(PrivateAccounts accounts, String name, String configuration) throws IOException {
    this(accounts.enter(), Installation.newAddress(), name, NO_SHELL + configuration);
  }

  private Master(List<String> enter, String address, String name, String configuration)
      throws IOException {
    super(
        enter,
        Installation.master().resolve("bin/salt-master"),
        name,
        "master",
        "interface: " + address + "\n" + configuration);
    this.address = address;
  }

  /** The loopback address it listens on, at Salt's ports. */
  public String address() {
    return address;
  }

  /** Gives it the key of another, which has started once. */
  public void takeKeyOf(Master other) throws IOException {
    Files.createDirectories(pki());
    for (String file : List.of("master.pem", "master.pub")) {
      Files.copy(
          other.pki().resolve(file), pki().resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  /** Where its keys are. */
  public Path pki() {
    return folder().resolve("etc/salt/pki/master");
  }

  /** Starts it and waits until it serves programs and minions. */
  public void startAndAwait() throws Exception {
    start();
    awaitAnswer();
  }

  /** Starts minions of its own and waits until each answers a job. */
  public void startAndAwait(Minion... minions) throws Exception {
    for (Minion minion : minions) {
      minion.start();
    }
    for (Minion minion : minions) {
      minion.awaitReady();
    }
    String ids = Stream.of(minions).map(Minion::id).collect(Collectors.joining(","));
    Await.until(
        ids + " answer; see " + terminal(),
        PATIENCE,
        () -> run("salt", "-L", ids, "test.ping").exit() == 0);
  }

  private void awaitAnswer() {
    Await.until("the master answers; see " + terminal(), PATIENCE, this::answers);
  }

  /** The program salt comes last: it needs all that serves minions. */
  private boolean answers() {
    MasterPrograms programs = programs();
    try {
      return programs.run(PATIENCE, "salt-run", "manage.present").exit() == 0
          && programs.run(PATIENCE, "salt-run", "jobs.list_jobs").exit() == 0
          && programs.run(PATIENCE, "salt", "no-such-minion", "test.ping").exit() == NO_MINIONS;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Its programs without a process for each. */
  public MasterPrograms programs() {
    return new MasterPrograms(folder());
  }

  /** Runs {@code salt}, {@code salt-key} or {@code salt-run} against it. */
  public Output run(String program, String... arguments) throws IOException, InterruptedException {
    return run(Installation.master().resolve("bin"), program, List.of(arguments));
  }
}
