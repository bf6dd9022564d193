// SPDX-License-Identifier: Apache-2.0
package io.saltern.itests.process;

import io.saltern.testing.Network;
import java.io.IOException;
import java.util.List;

/** A minion of the built distribution. */
public final class Minion extends Instance {
  private static final String READY = "Minion is ready to receive requests!";

  private final String id;

  /**
   * @param configuration further lines of its configuration
   */
  public Minion(String id, Master master, String configuration) throws IOException {
    this(id, List.of(master), configuration);
  }

  /**
   * @param masters those that it knows, in this order
   */
  public Minion(String id, List<Master> masters, String configuration) throws IOException {
    this(List.of(), id, masters, configuration);
  }

  /** One that runs on the host of a network that has its id for a name. */
  public Minion(Network network, String id, List<Master> masters, String configuration)
      throws IOException {
    this(network.enter(id), id, masters, configuration);
  }

  /**
   * @param enter the command that starts another as this one is to run
   */
  Minion(List<String> enter, String id, List<Master> masters, String configuration)
      throws IOException {
    super(
        enter,
        Installation.minion().resolve("bin/salt-minion"),
        id,
        "minion",
        "id: "
            + id
            + "\nmaster: "
            + masters.stream().map(Master::address).toList()
            + "\nacceptance_wait_time: 1\n"
            + configuration);
    this.id = id;
  }

  /** Its id. */
  public String id() {
    return id;
  }

  /** Waits until it takes jobs. */
  public void awaitReady() throws Exception {
    awaitLog(READY);
  }

  /** Runs {@code salt-minion --check} with its configuration. */
  public Output check() throws IOException, InterruptedException {
    return run(Installation.minion().resolve("bin"), "salt-minion", List.of("--check"));
  }

  /** Runs {@code salt-call} with its configuration. */
  public Output call(String... arguments) throws IOException, InterruptedException {
    return run(Installation.minion().resolve("bin"), "salt-call", List.of(arguments));
  }
}
