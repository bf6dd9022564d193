// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import io.saltern.api.transport.InboundRequest;
import java.util.concurrent.atomic.AtomicBoolean;

/** A request on a ROUTER socket. */
final class ZmqInboundRequest implements InboundRequest {
  private final ZmqRequestServer server;
  private final byte[] identity;
  private final byte[] body;
  private final String address;
  private final AtomicBoolean answered = new AtomicBoolean();

  ZmqInboundRequest(ZmqRequestServer server, byte[] identity, byte[] body, String address) {
    this.server = server;
    this.identity = identity;
    this.body = body;
    this.address = address;
  }

  @Override
  public byte[] body() {
    return body;
  }

  @Override
  public String peer() {
    return Addresses.host(address);
  }

  @Override
  public void reply(byte[] answer) {
    if (!answered.getAndSet(true)) {
      server.reply(identity, answer, address);
    }
  }
}
