// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import io.saltern.api.transport.TransportOptions;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How a listening socket finds out that a connection is dead.
 *
 * @param intervalNanos between heartbeats
 * @param handshakeNanos how long a connection may take until its handshake is done
 * @param silenceNanos how long a connection may be silent thereafter
 * @param ttl how long the other end may hear nothing, in tenths of a second
 */
record Heartbeats(long intervalNanos, long handshakeNanos, long silenceNanos, int ttl) {
  private static final byte[] PING = "\4PING".getBytes(StandardCharsets.US_ASCII);
  private static final Duration NEVER = Duration.ofDays(36_500);
  private static final int LONGEST_TTL = 0xffff;
  private static final long LONGEST_TICK_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int TICKS = 4;

  static Heartbeats of(TransportOptions options) {
    boolean any = Sockets.heartbeats(options);
    Duration interval = any ? options.heartbeatInterval() : NEVER;
    long tenths = options.heartbeatTimeout().toMillis() / 100;
    return new Heartbeats(
        interval.toNanos(),
        Sockets.handshakeLimit(options).toNanos(),
        Sockets.silenceLimit(options).toNanos(),
        any ? (int) Math.min(LONGEST_TTL, tenths) : 0);
  }

  /** How often to look. */
  long tickNanos() {
    return Math.min(LONGEST_TICK_NANOS, Math.min(intervalNanos, handshakeNanos) / TICKS + 1);
  }

  /** A heartbeat as it is sent. */
  ByteBuffer ping() {
    ByteBuffer body = ByteBuffer.allocate(PING.length + Short.BYTES);
    return Zmtp.command(body.put(PING).putShort((short) ttl).array());
  }
}
