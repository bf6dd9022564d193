// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import io.saltern.api.transport.Endpoint;
import io.saltern.api.transport.TransportOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/** How sockets are set up. */
final class Sockets {
  /** A connection without heartbeats must still finish its handshake. */
  private static final Duration HANDSHAKE_WITHOUT_HEARTBEAT = Duration.ofSeconds(30);

  private static final Duration NEVER = Duration.ofDays(36_500);

  /** A share of the heap that large frames may fill while they arrive. */
  private static final int HEAP_SHARE = 4;

  private Sockets() {}

  static int millis(Duration duration) {
    return (int) Math.min(Integer.MAX_VALUE, duration.toMillis());
  }

  /** How long a connection may take until it has shown that it speaks the protocol. */
  static Duration handshakeLimit(TransportOptions options) {
    return heartbeats(options) ? options.heartbeatTimeout() : HANDSHAKE_WITHOUT_HEARTBEAT;
  }

  /** How long a connection may be silent: any peer answers each heartbeat. */
  static Duration silenceLimit(TransportOptions options) {
    if (!heartbeats(options)) {
      return NEVER;
    }
    Duration interval = options.heartbeatInterval();
    Duration timeout = options.heartbeatTimeout();
    return timeout.compareTo(interval) > 0 ? timeout : timeout.plus(interval);
  }

  static long sweepNanos(TransportOptions options) {
    return Math.min(TimeUnit.SECONDS.toNanos(1), handshakeLimit(options).toNanos() / 4 + 1);
  }

  private static boolean heartbeats(TransportOptions options) {
    return !options.heartbeatInterval().isZero() && !options.heartbeatTimeout().isZero();
  }

  /** What all sockets have in common. */
  static void common(ZMQ.Socket socket, TransportOptions options, int sendBound, int receiveBound) {
    socket.setLinger(0);
    socket.setSndHWM(sendBound);
    socket.setRcvHWM(receiveBound);
    socket.setHandshakeIvl(millis(handshakeLimit(options)));
    if (heartbeats(options)) {
      socket.setHeartbeatIvl(millis(options.heartbeatInterval()));
      // JeroMQ 0.6.0 forgets its own timeout once an answer has come: Peers and Link watch instead
      socket.setHeartbeatTimeout(0);
    }
    socket.setTCPKeepAlive(options.keepAlive() ? 1 : 0);
  }

  static Peers peers(boolean publishing, TransportOptions options, Drops drops) {
    long handshake = handshakeLimit(options).toNanos();
    return new Peers(publishing, handshake, silenceLimit(options).toNanos(), drops);
  }

  /** Sets up a socket that will listen. */
  static void listening(
      ZMQ.Socket socket, TransportOptions options, int maxFrame, Peers peers, Drops drops) {
    common(socket, options, options.queueBound(), options.queueBound());
    if (heartbeats(options)) {
      socket.setHeartbeatTtl(millis(options.heartbeatTimeout()));
    }
    socket.setBacklog(options.backlog());
    limit(socket, maxFrame, new FrameAllocator(maxFrame, heapShare(), peers, drops));
    socket.base().setEventHook(peers, Peers.EVENTS);
  }

  /** Refuses longer frames before there is memory for them. */
  static void limit(ZMQ.Socket socket, int maxFrame, FrameAllocator allocator) {
    socket.setMaxMsgSize(maxFrame);
    socket.setMsgAllocator(allocator);
  }

  static long heapShare() {
    return Runtime.getRuntime().maxMemory() / HEAP_SHARE;
  }

  /**
   * Binds and tells the address with the real port; closes the socket when it cannot.
   *
   * @throws IOException when it cannot; the message names the address
   */
  static Endpoint bind(ZMQ.Socket socket, Endpoint endpoint, TransportOptions options)
      throws IOException {
    try {
      socket.setIPv6(Addresses.ipv6(endpoint, options));
      if (!socket.bind(Addresses.url(endpoint))) {
        throw new ZMQException(socket.errno());
      }
    } catch (ZMQException | IllegalArgumentException e) {
      socket.close();
      throw new IOException("cannot listen on " + endpoint + ": " + e.getMessage(), e);
    }
    String bound = socket.getLastEndpoint();
    return endpoint.withPort(Integer.parseInt(bound.substring(bound.lastIndexOf(':') + 1)));
  }
}
