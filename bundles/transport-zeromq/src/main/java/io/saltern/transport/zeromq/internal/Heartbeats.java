// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import io.saltern.api.transport.TransportOptions;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * How a socket finds out that a connection is dead.
 *
 * @param intervalNanos between heartbeats
 * @param handshakeNanos how long a connection may take until its handshake is done
 * @param silenceNanos how long a connection may be silent thereafter
 * @param ttl how long the other end may hear nothing, in tenths of a second
 */
record Heartbeats(long intervalNanos, long handshakeNanos, long silenceNanos, int ttl) {
  private static final byte[] PING = "\4PING".getBytes(StandardCharsets.US_ASCII);
  private static final Duration NEVER = Duration.ofDays(36_500);

  /** A connection without heartbeats must still finish its handshake. */
  private static final Duration HANDSHAKE_WITHOUT_HEARTBEAT = Duration.ofSeconds(30);

  private static final int LONGEST_TTL = 0xffff;
  private static final int TTL_UNIT_MILLIS = 100;

  static Heartbeats of(TransportOptions options) {
    Duration interval = options.heartbeatInterval();
    Duration timeout = options.heartbeatTimeout();
    if (interval.isZero() || timeout.isZero()) {
      return new Heartbeats(
          NEVER.toNanos(), HANDSHAKE_WITHOUT_HEARTBEAT.toNanos(), NEVER.toNanos(), 0);
    }
    // any peer answers each heartbeat
    Duration silence = timeout.compareTo(interval) > 0 ? timeout : timeout.plus(interval);
    return new Heartbeats(
        interval.toNanos(),
        timeout.toNanos(),
        silence.toNanos(),
        (int) Math.min(LONGEST_TTL, silence.toMillis() / TTL_UNIT_MILLIS));
  }

  /** A heartbeat as it is sent. */
  ByteBuffer ping() {
    ByteBuffer body = ByteBuffer.allocate(PING.length + Short.BYTES);
    return Zmtp.command(body.put(PING).putShort((short) ttl).array());
  }
}
