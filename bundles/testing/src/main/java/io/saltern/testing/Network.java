// SPDX-License-Identifier: Apache-2.0
package io.saltern.testing;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Hosts of their own on this machine, each with a cable that can be pulled: network namespaces
 * around a bridge. Needs root and iproute2.
 */
public final class Network implements Closeable {
  private static final String BRIDGE = "switch";
  private static final String SUBNET = "192.0.2.";
  private static final long PATIENCE_SECONDS = 60;

  private final String prefix = "saltern-" + ProcessHandle.current().pid() + "-";
  private final List<String> hosts;
  private final List<String> made = new ArrayList<>();

  /**
   * @param hosts their names, of at most ten letters
   * @throws IOException when this process may not make them or {@code ip} is missing; the message
   *     says what would mend it
   */
  public Network(String... hosts) throws IOException {
    this.hosts = List.of(hosts);
    try {
      make(BRIDGE);
      inside(BRIDGE, "link", "add", BRIDGE, "type", "bridge");
      inside(BRIDGE, "link", "set", BRIDGE, "up");
      for (String host : hosts) {
        plug(host);
      }
    } catch (IOException e) {
      close();
      throw new IOException(
          e.getMessage() + "; as root, with iproute2 (apt-get install iproute2), it works", e);
    }
  }

  private void make(String host) throws IOException {
    run("ip", "netns", "add", name(host));
    made.add(host);
    inside(host, "link", "set", "lo", "up");
  }

  private void plug(String host) throws IOException {
    make(host);
    List<String> peer = List.of("peer", "name", "eth0", "netns", name(host));
    List<String> cable = new ArrayList<>(List.of("link", "add", "name", host, "type", "veth"));
    cable.addAll(peer);
    inside(BRIDGE, cable.toArray(String[]::new));
    inside(BRIDGE, "link", "set", "dev", host, "master", BRIDGE, "up");
    inside(host, "address", "add", address(host) + "/24", "dev", "eth0");
    inside(host, "link", "set", "eth0", "up");
  }

  /** Its address, which the other hosts reach. */
  public String address(String host) {
    return SUBNET + (hosts.indexOf(host) + 1);
  }

  /** The command that starts another on this host, to be put before it. */
  public List<String> enter(String host) {
    return List.of("nsenter", "--net=/run/netns/" + name(host), "--");
  }

  /** Pulls its cable: packets from and to it are lost, and nobody is told. */
  public void cut(String host) throws IOException {
    inside(BRIDGE, "link", "set", "dev", host, "down");
  }

  /** Puts its cable back. */
  public void mend(String host) throws IOException {
    inside(BRIDGE, "link", "set", "dev", host, "up");
  }

  private String name(String host) {
    return prefix + host;
  }

  private void inside(String host, String... ip) throws IOException {
    List<String> command = new ArrayList<>(enter(host));
    command.add("ip");
    command.addAll(Arrays.asList(ip));
    run(command.toArray(String[]::new));
  }

  private static void run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException(String.join(" ", command) + ": " + said.strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** Takes the hosts away; what runs on them is to be ended before. */
  @Override
  public void close() throws IOException {
    while (!made.isEmpty()) {
      run("ip", "netns", "delete", name(made.remove(made.size() - 1)));
    }
  }
}
