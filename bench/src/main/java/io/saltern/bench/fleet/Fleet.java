// SPDX-License-Identifier: Apache-2.0
package io.saltern.bench.fleet;

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
public final class Fleet implements AutoCloseable {
  private static final String PKI = "etc/salt/pki/master";
  private static final String MINIONS = "minions";
  private static final int START_SECONDS = 120;

  private final List<MasterNode> masters = new ArrayList<>();
  private final List<Node> minions = new ArrayList<>();

  /**
   * @param homes the unpacked distributions of master and minion
   * @param work where all their files go
   * @param sites where they run
   * @param masterLines further lines of the masters' configuration
   * @param minionLines further lines of the minions' configuration
   */
  public Fleet(
      Homes homes, Path work, Sites sites, int minionCount, String masterLines, String minionLines)
      throws IOException {
    masters.add(new MasterNode(homes.master(), work.resolve("a"), sites.first(), masterLines));
    masters.add(new MasterNode(homes.master(), work.resolve("b"), sites.second(), masterLines));
    String addresses = masters.stream().map(MasterNode::address).toList().toString();
    Path program = homes.minion().resolve("bin/salt-minion");
    for (int i = 1; i <= minionCount; i++) {
      String known = "id: m" + i + "\nmaster: " + addresses + "\nmaster_type: failover\n";
      minions.add(
          new Node(
              sites.minions().enter(),
              program,
              work.resolve("m" + i),
              "minion",
              known + minionLines));
    }
  }

  /** The unpacked distributions. */
  public record Homes(Path master, Path minion) {}

  /** Where both masters and all minions run. */
  public record Sites(Site first, Site second, Site minions) {

    /** On loopback addresses of their own, so that they meet no other master on Salt's ports. */
    public static Sites loopback() {
      long pid = ProcessHandle.current().pid();
      String network = "127." + (1 + pid / 250 % 250) + "." + (1 + pid % 250);
      return new Sites(
          new Site(network + ".1", List.of()),
          new Site(network + ".2", List.of()),
          new Site(network + ".3", List.of()));
    }
  }

  /** Starts all; when this method comes back both masters know all minions. */
  public void start() throws IOException, InterruptedException, TimeoutException {
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
  public Set<String> ids() {
    Set<String> ids = new TreeSet<>();
    minions.forEach(minion -> ids.add(minion.folder().getFileName().toString()));
    return ids;
  }

  /** Both masters. */
  public List<MasterNode> masters() {
    return masters;
  }

  /** The master that the minions know first. */
  public MasterNode first() {
    return masters.get(0);
  }

  /** The other. */
  public MasterNode second() {
    return masters.get(1);
  }

  /** All minions, by number. */
  public List<Node> minions() {
    return minions;
  }

  @Override
  public void close() {
    minions.forEach(Node::close);
    masters.forEach(Node::close);
  }
}
