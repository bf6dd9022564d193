// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import io.saltern.api.transport.Endpoint;
import io.saltern.api.transport.TransportOptions;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import zmq.Msg;
import zmq.SocketBase;

/**
 * One connection with at most one request under way: answers carry no number, and a server of many
 * workers does not keep the order. Lives on the pump's thread.
 */
final class RequestConnection {
  private static final int BOUND = 4;

  private final Pump pump;
  private final ZMQ.Socket socket;
  private final SocketBase base;
  private final Link link;
  private final FrameAllocator frames;
  private @Nullable PendingRequest current;
  private long idleSince = System.nanoTime();

  RequestConnection(
      Pump pump, Arrivals arrivals, Endpoint server, TransportOptions options, Drops drops) {
    this.pump = pump;
    link = new Link(pump, Sockets.silenceLimit(options).toNanos());
    socket = pump.socket(SocketType.DEALER);
    base = socket.base();
    Sockets.common(socket, options, BOUND, BOUND);
    frames = Sockets.connecting(socket, options, arrivals, link, drops);
    socket.setReconnectIVL(Math.max(1, Sockets.millis(options.reconnectFirst())));
    socket.setReconnectIVLMax(Sockets.millis(options.reconnectMax()));
    socket.setIPv6(Addresses.ipv6(server, options));
    socket.connect(Addresses.url(server));
    pump.watch(socket);
  }

  void send(PendingRequest request) {
    current = request;
    base.send(new Msg(), zmq.ZMQ.ZMQ_SNDMORE | zmq.ZMQ.ZMQ_DONTWAIT);
    base.send(new Msg(request.body()), zmq.ZMQ.ZMQ_DONTWAIT);
  }

  @Nullable PendingRequest current() {
    return current;
  }

  long idleSince() {
    return idleSince;
  }

  /**
   * Whether the connection stood and has ended, or fell silent. To be asked before {@link
   * #receive}: an answer that came before the end is an answer.
   */
  boolean isBroken(long now) {
    return link.isBroken() || link.isSilent(now);
  }

  /** Looks after a connection that does not come up. */
  void check(long now) {
    link.check(now);
  }

  long nextCheck(long otherwise) {
    return link.nextCheck(otherwise);
  }

  /**
   * The answer to the current request, once; null when there is none yet. Also to be called where
   * none is expected: a socket that is not asked stays readable, and its pump would never rest.
   */
  byte @Nullable [] receive() {
    Msg delimiter = base.recv(zmq.ZMQ.ZMQ_DONTWAIT);
    if (delimiter == null) {
      return null;
    }
    Msg body = delimiter;
    int parts = 1;
    while (body != null && body.hasMore()) {
      body = base.recv(zmq.ZMQ.ZMQ_DONTWAIT);
      parts++;
    }
    if (parts != 2 || body == null || delimiter.size() != 0 || current == null) {
      return null;
    }
    idleSince = System.nanoTime();
    current = null;
    return body.data();
  }

  void close() {
    pump.close(socket, 0);
    frames.close();
  }
}
