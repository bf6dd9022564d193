// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import io.saltern.api.transport.Endpoint;
import io.saltern.api.transport.TransportOptions;

/** Endpoints as ZeroMQ writes them. */
final class Addresses {
  private Addresses() {}

  /** {@code tcp://host:port}. */
  static String url(Endpoint endpoint) {
    return "tcp://" + endpoint;
  }

  /** Whether to take IPv6 where there is a choice. */
  static boolean ipv6(Endpoint endpoint, TransportOptions options) {
    Boolean wanted = options.ipv6();
    return wanted != null ? wanted : endpoint.host().indexOf(':') >= 0;
  }

  /** The host of JeroMQ's {@code host:port}. */
  static String host(String peerAddress) {
    int colon = peerAddress.lastIndexOf(':');
    return colon < 0 ? peerAddress : peerAddress.substring(0, colon);
  }
}
