// SPDX-License-Identifier: Apache-2.0
package io.saltern.bench.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Two masters, and minions that know both and prefer the first. */
final class Fleet implements AutoCloseable {
  private static final String PKI = "etc/salt/pki/master";
  private static final String MINIONS = "minions";
  private static final int START_SECONDS = 120;

  private final List<MasterNode> masters = new ArrayList<>();
  private final List<Node> minions = new ArrayList<>();

  /**
   * @param homes the unpacked distributions of master and minion
   * @param work where all their files go
   */
  Fleet(Homes homes, Path work, int minionCount) throws IOException {
    String network = network();
    masters.add(new MasterNode(homes.master(), work.resolve("a"), network + ".1"));
    masters.add(new MasterNode(homes.master(), work.resolve("b"), network + ".2"));
    String addresses = masters.stream().map(MasterNode::address).toList().toString();
    for (int i = 1; i <= minionCount; i++) {
      minions.add(
          new Node(
              homes.minion().resolve("bin/salt-minion"),
              work.resolve("m" + i),
              "minion",
              "id: m"
                  + i
                  + "\nmaster: "
                  + addresses
                  + """

                  master_type: failover
                  retry_dns: 0
                  master_alive_interval: 5
                  master_failback: True
                  master_failback_interval: 5
                  acceptance_wait_time: 1
                  acceptance_wait_time_max: 2
                  """));
    }
  }

  /** The unpacked distributions. */
  record Homes(Path master, Path minion) {}

  /** Addresses of their own, so that they meet no other master on Salt's ports. */
  private static String network() {
    long pid = ProcessHandle.current().pid();
    return "127." + (1 + pid / 250 % 250) + "." + (1 + pid % 250);
  }

  /** Starts all; when this method comes back both masters know all minions. */
  void start() throws IOException, InterruptedException, TimeoutException {
    first().startAndAwait();
    Path pki = first().folder().resolve(PKI);
    Path other = Files.createDirectories(second().folder().resolve(PKI));
    for (String file : List.of("master.pem", "master.pub")) {
      Files.copy(pki.resolve(file), other.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
    }
    second().startAndAwait();
    for (Node minion : minions) {
      minion.start();
    }
    Path accepted = pki.resolve(MINIONS);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (!ids(accepted).equals(ids())) {
      if (System.nanoTime() > end) {
        throw new TimeoutException("of the minions only " + ids(accepted) + " came");
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
    Path others = Files.createDirectories(other.resolve(MINIONS));
    for (String id : ids()) {
      if (!Files.exists(others.resolve(id))) {
        Files.copy(accepted.resolve(id), others.resolve(id));
      }
    }
  }

  private static Set<String> ids(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return Set.of();
    }
    Set<String> ids = new TreeSet<>();
    try (Stream<Path> files = Files.list(folder)) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .forEach(ids::add);
    }
    return ids;
  }

  /** The minions' ids. */
  Set<String> ids() {
    Set<String> ids = new TreeSet<>();
    minions.forEach(minion -> ids.add(minion.folder().getFileName().toString()));
    return ids;
  }

  List<MasterNode> masters() {
    return masters;
  }

  MasterNode first() {
    return masters.get(0);
  }

  MasterNode second() {
    return masters.get(1);
  }

  List<Node> minions() {
    return minions;
  }

  @Override
  public void close() {
    minions.forEach(Node::close);
    masters.forEach(Node::close);
  }
}
