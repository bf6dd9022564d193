// SPDX-License-Identifier: Apache-2.0
package io.saltern.modules.core.internal;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The full name of this host and its addresses. The name service gets a moment; what it does not
 * tell by then is not known.
 */
record HostName(String full, List<InetAddress> known) {
  private static final long PATIENCE_MILLIS = 300;

  static HostName of(String node, SystemFiles files) {
    String inHosts = fromHosts(node, files);
    if (inHosts.indexOf('.') > 0 || node.indexOf('.') > 0) {
      String full = inHosts.indexOf('.') > 0 ? inHosts : node;
      return new HostName(full, addressesInHosts(node, files));
    }
    List<InetAddress> addresses = addressesInHosts(node, files);
    return addresses.isEmpty() ? ask(node) : new HostName(node, addresses);
  }

  String host() {
    int dot = full.indexOf('.');
    return dot < 0 ? full : full.substring(0, dot);
  }

  String domain() {
    int dot = full.indexOf('.');
    return dot < 0 ? "" : full.substring(dot + 1);
  }

  List<String> addresses(boolean four) {
    return known.stream()
        .filter(address -> address instanceof Inet4Address == four)
        .map(HostName::text)
        .distinct()
        .toList();
  }

  /** Without the interface that Java adds to local IPv6 addresses, and shortened. */
  static String text(InetAddress address) {
    String text = address.getHostAddress();
    int scope = text.indexOf('%');
    String bare = scope < 0 ? text : text.substring(0, scope);
    return address instanceof Inet4Address ? bare : compressed(bare);
  }

  private static String compressed(String full) {
    String padded = ":" + full + ":";
    String longest = "";
    for (String zeros = ":0:0"; padded.contains(zeros + ":"); zeros += ":0") {
      longest = zeros;
    }
    if (longest.isEmpty()) {
      return full;
    }
    int at = padded.indexOf(longest + ":");
    String head = padded.substring(0, at);
    String tail = padded.substring(at + longest.length() + 1);
    String joined = head + "::" + tail;
    return joined.substring(
        head.isEmpty() ? 0 : 1, tail.isEmpty() ? joined.length() : joined.length() - 1);
  }

  private static String fromHosts(String node, SystemFiles files) {
    for (List<String> words : hosts(files)) {
      if (words.subList(1, words.size()).contains(node)) {
        return words.get(1);
      }
    }
    return "";
  }

  private static List<InetAddress> addressesInHosts(String node, SystemFiles files) {
    List<InetAddress> addresses = new ArrayList<>();
    for (List<String> words : hosts(files)) {
      if (words.subList(1, words.size()).contains(node)
          && words.get(0).matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
        addresses.addAll(address(words.get(0)));
      }
    }
    return addresses;
  }

  private static List<InetAddress> address(String text) {
    try {
      return List.of(InetAddress.getByName(text));
    } catch (UnknownHostException e) {
      // a line of the file that is no address
      return List.of();
    }
  }

  private static List<List<String>> hosts(SystemFiles files) {
    return files.lines("/etc/hosts").stream()
        .map(line -> line.replaceFirst("#.*", "").strip())
        .filter(line -> !line.isEmpty())
        .map(line -> List.of(line.split("\\s+", -1)))
        .filter(words -> words.size() > 1)
        .toList();
  }

  private static HostName ask(String node) {
    CompletableFuture<HostName> answer = new CompletableFuture<>();
    Thread asking = new Thread(() -> answer.complete(lookUp(node)), "host-name");
    asking.setDaemon(true);
    asking.start();
    try {
      return answer.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      return new HostName(node, List.of());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new HostName(node, List.of());
    }
  }

  private static HostName lookUp(String node) {
    try {
      InetAddress[] addresses = InetAddress.getAllByName(node);
      String full = addresses[0].getCanonicalHostName();
      boolean name = full.startsWith(node);
      return new HostName(name ? full : node, List.of(addresses));
    } catch (UnknownHostException e) {
      return new HostName(node, List.of());
    }
  }
}
