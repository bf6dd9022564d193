// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import io.saltern.api.MinionId;
import io.saltern.api.master.Presence;
import io.saltern.api.store.MinionData;
import io.saltern.api.store.MinionDataStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells who is connected by the addresses at the publish port and those in the grains. */
@Component
public final class TcpPresence implements Presence {
  private static final Logger LOG = LoggerFactory.getLogger(TcpPresence.class);
  private static final Path PROC_NET = Path.of("/proc/net");

  /** What is taken for an address without asking a name server. */
  private static final Pattern LITERAL =
      Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[0-9a-fA-F.]*:[0-9a-fA-F:.]*");

  private static final Set<String> THIS_HOST = Set.of("127.0.0.1", "0:0:0:0:0:0:0:1");

  private final IntSupplier publishPort;
  private final MinionDataStore data;
  private final TcpConnections connections = new TcpConnections(PROC_NET);

  @Activate
  public TcpPresence(@Reference MasterServer server, @Reference MinionDataStore data) {
    this(() -> server.channel().publications().port(), data);
  }

  TcpPresence(IntSupplier publishPort, MinionDataStore data) {
    this.publishPort = publishPort;
    this.data = data;
  }

  @Override
  public SortedMap<String, String> connected() {
    Set<InetAddress> addresses = addresses();
    SortedMap<String, String> connected = new TreeMap<>();
    if (!addresses.isEmpty()) {
      for (MinionData minion : data.all()) {
        address(minion, addresses)
            .ifPresent(address -> connected.put(minion.id().value(), address));
      }
    }
    return connected;
  }

  @Override
  public Set<String> away(Collection<String> ids) {
    if (ids.isEmpty()) {
      return Set.of();
    }
    Map<String, String> connected = connected();
    return ids.stream()
        .filter(id -> !connected.isEmpty() && !connected.containsKey(id) && known(id))
        .collect(Collectors.toUnmodifiableSet());
  }

  private boolean known(String id) {
    try {
      return data.data(new MinionId(id)).isPresent();
    } catch (IllegalArgumentException noId) {
      return false;
    }
  }

  private static Optional<String> address(MinionData minion, Set<InetAddress> addresses) {
    return List.of("ipv4", "ipv6").stream()
        .map(minion.grains()::get)
        .filter(List.class::isInstance)
        .flatMap(list -> ((List<?>) list).stream())
        .filter(text -> isAmong(addresses, text))
        .map(String::valueOf)
        .findFirst();
  }

  private static boolean isAmong(Set<InetAddress> addresses, @Nullable Object text) {
    try {
      return text instanceof String literal
          && LITERAL.matcher(literal).matches()
          && addresses.contains(InetAddress.getByName(literal));
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** Who is connected from this host itself may have any of its addresses, as Salt sees it. */
  private Set<InetAddress> addresses() {
    try {
      Set<InetAddress> found = connections.remotes(publishPort.getAsInt());
      if (found.removeIf(address -> THIS_HOST.contains(address.getHostAddress()))) {
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> !address.isLoopbackAddress())
            .forEach(found::add);
      }
      return found;
    } catch (IOException e) {
      LOG.warn("The system does not tell who is connected: {}", e.toString());
      return Set.of();
    }
  }
}
