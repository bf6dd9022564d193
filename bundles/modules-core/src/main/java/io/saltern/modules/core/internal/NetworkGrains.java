// SPDX-License-Identifier: Apache-2.0
package io.saltern.modules.core.internal;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Interfaces, addresses and names. */
final class NetworkGrains {
  private static final Logger LOG = LoggerFactory.getLogger(NetworkGrains.class);

  private final SystemFiles files;

  NetworkGrains(SystemFiles files) {
    this.files = files;
  }

  void putInto(Map<String, @Nullable Object> grains) {
    putNames(grains);
    Map<String, Object> hardware = new LinkedHashMap<>();
    Map<String, List<String>> v4 = new LinkedHashMap<>();
    Map<String, List<String>> v6 = new LinkedHashMap<>();
    Map<String, List<String>> both = new LinkedHashMap<>();
    for (NetworkInterface card : cards()) {
      String name = card.getName();
      String address = files.text("/sys/class/net/" + name + "/address");
      if (!address.isEmpty()) {
        hardware.put(name, address);
      }
      List<String> four = addresses(card, true);
      List<String> six = addresses(card, false);
      v4.put(name, four);
      v6.put(name, six);
      both.put(name, Stream.concat(four.stream(), six.stream()).toList());
    }
    grains.put("hwaddr_interfaces", hardware);
    grains.put("ip4_interfaces", v4);
    grains.put("ip6_interfaces", v6);
    grains.put("ip_interfaces", both);
    grains.put("ipv4", all(v4));
    grains.put("ipv6", all(v6));
    putGateways(grains);
    putDns(grains);
  }

  private void putNames(Map<String, @Nullable Object> grains) {
    String node = files.text("/proc/sys/kernel/hostname");
    HostName name = HostName.of(node, files);
    grains.put("nodename", node);
    grains.put("localhost", node);
    grains.put("fqdn", name.full());
    grains.put("host", name.host());
    grains.put("domain", name.domain());
    grains.put("fqdns", name.full().indexOf('.') > 0 ? List.of(name.full()) : List.of());
    grains.put("fqdn_ip4", name.addresses(true));
    grains.put("fqdn_ip6", name.addresses(false));
  }

  private static List<NetworkInterface> cards() {
    try {
      List<NetworkInterface> cards = Collections.list(NetworkInterface.getNetworkInterfaces());
      cards.sort(Comparator.comparingInt(NetworkInterface::getIndex));
      return cards;
    } catch (SocketException e) {
      LOG.warn("The network interfaces cannot be listed: {}", e.toString());
      return List.of();
    }
  }

  private static List<String> addresses(NetworkInterface card, boolean four) {
    List<String> addresses = new ArrayList<>();
    for (InetAddress address : Collections.list(card.getInetAddresses())) {
      if (address instanceof Inet4Address == four) {
        addresses.add(HostName.text(address));
      }
    }
    Collections.reverse(addresses);
    return addresses;
  }

  private static List<String> all(Map<String, List<String>> byCard) {
    TreeSet<String> all = new TreeSet<>();
    byCard.values().forEach(all::addAll);
    return List.copyOf(all);
  }

  private void putGateways(Map<String, @Nullable Object> grains) {
    Object four = false;
    for (String line : files.lines("/proc/net/route")) {
      String[] field = line.split("\\s+", -1);
      if (field.length > 7 && field[1].equals("00000000") && field[7].equals("00000000")) {
        four = littleEndian(field[2]);
      }
    }
    grains.put("ip4_gw", four);
    grains.put("ip_gw", !four.equals(false));
  }

  private static String littleEndian(String hex) {
    long bits = Long.parseLong(hex, 16);
    return (bits & 255) + "." + (bits >> 8 & 255) + "." + (bits >> 16 & 255) + "." + (bits >> 24);
  }

  private void putDns(Map<String, @Nullable Object> grains) {
    List<String> servers = new ArrayList<>();
    List<String> search = new ArrayList<>();
    String domain = "";
    for (String line : files.lines("/etc/resolv.conf")) {
      String[] word = line.strip().split("\\s+", -1);
      if (word.length < 2) {
        continue;
      }
      switch (word[0]) {
        case "nameserver" -> servers.add(word[1]);
        case "domain" -> domain = word[1];
        case "search" -> search.addAll(List.of(word).subList(1, word.length));
        default -> {}
      }
    }
    Map<String, Object> dns = new LinkedHashMap<>();
    dns.put("nameservers", servers);
    dns.put("ip4_nameservers", servers.stream().filter(s -> s.indexOf(':') < 0).toList());
    dns.put("ip6_nameservers", servers.stream().filter(s -> s.indexOf(':') >= 0).toList());
    dns.put("sortlist", List.of());
    dns.put("domain", domain);
    dns.put("search", search);
    dns.put("options", List.of());
    grains.put("dns", dns);
  }
}
