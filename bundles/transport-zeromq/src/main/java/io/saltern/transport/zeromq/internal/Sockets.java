// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import io.saltern.api.transport.TransportOptions;
import java.time.Duration;
import org.zeromq.ZMQ;

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

  /** Whether there are any. */
  static boolean heartbeats(TransportOptions options) {
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
      // JeroMQ 0.6.0 forgets its own timeout once an answer has come: Link watches instead
      socket.setHeartbeatTimeout(0);
    }
    socket.setTCPKeepAlive(options.keepAlive() ? 1 : 0);
  }

  /** Refuses longer frames, and those there is no room for, before there is memory for them. */
  static FrameAllocator connecting(
      ZMQ.Socket socket, TransportOptions options, Arrivals arrivals, Link link, Drops drops) {
    int limit = options.maxMessageBytes();
    FrameAllocator allocator = new FrameAllocator(limit, arrivals, link, drops);
    socket.setMaxMsgSize(limit);
    socket.setMsgAllocator(allocator);
    socket.base().setEventHook(link, Link.EVENTS);
    return allocator;
  }
}
