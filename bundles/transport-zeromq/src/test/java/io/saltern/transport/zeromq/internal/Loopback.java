// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import io.saltern.api.transport.Endpoint;
import io.saltern.api.transport.InboundRequest;
import io.saltern.api.transport.RequestServer;
import io.saltern.api.transport.TransportOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What the tests share. */
final class Loopback {
  static final Endpoint ANY_PORT = new Endpoint("127.0.0.1", 0);
  static final Endpoint ANY_PORT_V6 = new Endpoint("::1", 0);
  static final Duration LONG = Duration.ofSeconds(20);

  private Loopback() {}

  /** Heartbeats and reconnects quick enough for a test. */
  static TransportOptions quick() {
    TransportOptions defaults = TransportOptions.defaults();
    return new TransportOptions(
        defaults.maxMessageBytes(),
        defaults.queueBound(),
        Duration.ofMillis(250),
        Duration.ofMillis(3000),
        defaults.backlog(),
        null,
        true,
        Duration.ofMillis(50),
        Duration.ofMillis(400));
  }

  /** The same, but patient with a machine that has other things to do. */
  static TransportOptions patient() {
    return quick().withHeartbeat(Duration.ofMillis(100), Duration.ofSeconds(15));
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** A server that answers with what it got. */
  static RequestServer echo(ZmqTransport transport, Endpoint bind, TransportOptions options) {
    try {
      return transport.serveRequests(bind, options, Loopback::echo);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void echo(InboundRequest request) {
    request.reply(request.body());
  }
}
