// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import io.saltern.api.transport.InboundRequest;
import java.util.concurrent.atomic.AtomicBoolean;

/** A request on a ROUTER socket. */
final class ZmqInboundRequest implements InboundRequest {
  private final ZmqRequestServer server;
  private final Connection connection;
  private final byte[] body;
  private final AtomicBoolean answered = new AtomicBoolean();

  ZmqInboundRequest(ZmqRequestServer server, Connection connection, byte[] body) {
    this.server = server;
    this.connection = connection;
    this.body = body;
  }

  @Override
  public byte[] body() {
    return body;
  }

  @Override
  public String peer() {
    return connection.host();
  }

  @Override
  public void reply(byte[] answer) {
    if (!answered.getAndSet(true)) {
      server.reply(connection, answer);
    }
  }
}
