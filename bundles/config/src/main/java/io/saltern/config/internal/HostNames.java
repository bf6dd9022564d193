// SPDX-License-Identifier: Apache-2.0
package io.saltern.config.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names that this host may have, best first, as Salt's {@code generate_minion_id} tries them. Names
 * of the loopback are none.
 *
 * @param etc the folder of the files that name hosts
 * @param nodeName what the kernel calls the host
 */
record HostNames(Path etc, NodeName nodeName) {
  private static final Logger LOG = LoggerFactory.getLogger(HostNames.class);
  private static final Pattern LOCAL =
      Pattern.compile(
          "(?:localhost.*|ip6-.*|127[.]\\d.*|0\\.0\\.0\\.0.*|::1.*|ipv6-.*|fe00::.*|fe02::.*"
              + "|1.0.0.*.ip6.arpa.*)");

  /** Asks the system for the host's name. */
  interface NodeName {
    /** The short or full name, as set. */
    String node() throws IOException;

    /** What the name service makes of it; the same when it knows nothing. */
    String full(String node);
  }

  /** The system's own. */
  static HostNames ofThisHost() {
    return new HostNames(Path.of("/etc"), new KernelName());
  }

  /** The first name, or an address of the host, or {@code localhost}. */
  String best() {
    return names().stream().findFirst().orElse("localhost");
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    try {
      String node = nodeName.node();
      add(names, nodeName.full(node));
      add(names, node);
    } catch (IOException e) {
      LOG.warn("the host's name cannot be found out", e);
    }
    for (String file : List.of("hostname", "nodename", "hosts")) {
      addFrom(etc.resolve(file), names);
    }
    if (names.isEmpty()) {
      addAddresses(names);
    }
    return names;
  }

  private static void add(List<String> names, String name) {
    if (!name.isEmpty() && !LOCAL.matcher(name).matches()) {
      names.add(name);
    }
  }

  private static void addFrom(Path file, List<String> names) {
    if (!Files.isReadable(file)) {
      return;
    }
    try {
      for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        String[] words = line.replaceFirst("#.*", "").strip().split("\\s+", -1);
        if (words.length == 1 || words[0].startsWith("127.") || words[0].startsWith("::1")) {
          for (String word : words) {
            add(names, word);
          }
        }
      }
    } catch (IOException e) {
      LOG.warn("no host name from {}", file, e);
    }
  }

  private static void addAddresses(List<String> names) {
    try {
      NetworkInterface.networkInterfaces()
          .flatMap(network -> network.getInterfaceAddresses().stream())
          .map(InterfaceAddress::getAddress)
          .filter(address -> !address.isLoopbackAddress() && address.getAddress().length == 4)
          .forEach(address -> add(names, address.getHostAddress()));
    } catch (SocketException e) {
      LOG.warn("no address of this host", e);
    }
  }

  private static final class KernelName implements NodeName {
    private static final Path NODE_NAME = Path.of("/proc/sys/kernel/hostname");

    @Override
    public String node() throws IOException {
      return Files.isReadable(NODE_NAME)
          ? Files.readString(NODE_NAME).strip()
          : InetAddress.getLocalHost().getHostName();
    }

    @Override
    public String full(String node) {
      try {
        InetAddress[] addresses = InetAddress.getAllByName(node);
        String full = addresses[0].getCanonicalHostName();
        // an address that has no name comes back as it is
        return full.equals(addresses[0].getHostAddress()) ? node : full;
      } catch (UnknownHostException e) {
        LOG.debug("the name service does not know {}", node, e);
        return node;
      }
    }
  }
}
