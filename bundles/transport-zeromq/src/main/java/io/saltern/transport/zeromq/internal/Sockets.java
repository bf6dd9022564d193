// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import io.saltern.api.transport.Endpoint;
import io.saltern.api.transport.TransportOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/** How sockets are set up. */
final class Sockets {
  /** A connection without heartbeats must still finish its handshake. */
  private static final Duration HANDSHAKE_WITHOUT_HEARTBEAT = Duration.ofSeconds(30);

  private static final Duration NEVER = Duration.ofDays(36_500);

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

  /**
   * Sets up a socket that will listen.
   *
   * @param publishing whether its peers send subscriptions rather than requests
   * @param maxFrame the longest frame to take, in bytes
   */
  static Peers listening(
      ZMQ.Socket socket,
      boolean publishing,
      TransportOptions options,
      int maxFrame,
      Arrivals arrivals,
      Drops drops) {
    common(socket, options, options.queueBound(), options.queueBound());
    if (heartbeats(options)) {
      socket.setHeartbeatTtl(millis(options.heartbeatTimeout()));
    }
    socket.setBacklog(options.backlog());
    socket.setMaxMsgSize(maxFrame);
    // a connection takes the allocator that it finds when it greets: so each gets one of its own
    Consumer<FrameListener> next =
        peers -> socket.setMsgAllocator(FrameAllocator.accepting(maxFrame, arrivals, peers, drops));
    long handshake = handshakeLimit(options).toNanos();
    Peers peers = new Peers(publishing, handshake, silenceLimit(options).toNanos(), drops, next);
    next.accept(peers);
    socket.base().setEventHook(peers, Peers.EVENTS);
    return peers;
  }

  /** Refuses longer frames, and those there is no room for, before there is memory for them. */
  static FrameAllocator connecting(
      ZMQ.Socket socket, TransportOptions options, Arrivals arrivals, Link link, Drops drops) {
    int limit = options.maxMessageBytes();
    FrameAllocator allocator = FrameAllocator.connecting(limit, arrivals, link, drops);
    socket.setMaxMsgSize(limit);
    socket.setMsgAllocator(allocator);
    socket.base().setEventHook(link, Link.EVENTS);
    return allocator;
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
