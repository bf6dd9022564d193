// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.transport;

/**
 * A host and a port.
 *
 * @param host a name, an IPv4 address, or an IPv6 address without brackets
 * @param port 0 to 65535; 0 = any free one, for servers
 */
public record Endpoint(String host, int port) {
  /**
   * @throws IllegalArgumentException when the host is empty or the port out of range
   */
  public Endpoint {
    if (host.isEmpty()) {
      throw new IllegalArgumentException("the host is empty");
    }
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port " + port + " is not within 0 to 65535");
    }
  }

  /** The same host with another port. */
  public Endpoint withPort(int other) {
    return new Endpoint(host, other);
  }

  // Java makes up the methods of records when they are first called, in the midst of a start
  @Override
  public boolean equals(Object other) {
    return other instanceof Endpoint endpoint
        && port == endpoint.port
        && host.equals(endpoint.host);
  }

  @Override
  public int hashCode() {
    return 31 * host.hashCode() + port;
  }

  /** {@code host:port}, an IPv6 address in brackets. */
  @Override
  public String toString() {
    return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
  }
}
