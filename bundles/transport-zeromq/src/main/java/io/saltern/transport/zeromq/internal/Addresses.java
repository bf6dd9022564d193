// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import io.saltern.api.transport.Endpoint;
import io.saltern.api.transport.TransportOptions;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What endpoints mean to the operating system. */
final class Addresses {
  private Addresses() {}

  /** Whether to take IPv6 where there is a choice. */
  private static boolean ipv6(Endpoint endpoint, TransportOptions options) {
    Boolean wanted = options.ipv6();
    return wanted != null ? wanted : endpoint.host().indexOf(':') >= 0;
  }

  /**
   * A socket that listens.
   *
   * @throws IOException when it cannot; the message names the address
   */
  static ServerSocketChannel listen(Endpoint endpoint, TransportOptions options)
      throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open();
    try {
      InetAddress address = resolve(endpoint.host(), ipv6(endpoint, options));
      channel.bind(new InetSocketAddress(address, endpoint.port()), options.backlog());
      return channel;
    } catch (IOException e) {
      channel.close();
      throw new IOException("cannot listen on " + endpoint + ": " + e.getMessage(), e);
    }
  }

  private static InetAddress resolve(String host, boolean ipv6) throws IOException {
    InetAddress[] all = InetAddress.getAllByName(host);
    return Arrays.stream(all)
        .filter(address -> address instanceof Inet6Address == ipv6)
        .findFirst()
        .orElse(all[0]);
  }

  /** The address of the other end of a connection, for logs and rules; "?" when there is none. */
  static String host(@Nullable SocketAddress remote) {
    return remote instanceof InetSocketAddress address && address.getAddress() != null
        ? address.getAddress().getHostAddress()
        : "?";
  }
}
