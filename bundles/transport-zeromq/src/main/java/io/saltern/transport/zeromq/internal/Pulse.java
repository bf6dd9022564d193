// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The heartbeats of one connection, both ways. Times are those of {@link System#nanoTime}. */
final class Pulse {
  private static final String PING = "PING";
  private static final int PING_CONTEXT = 1 + PING.length() + Short.BYTES;
  private static final int MOST_CONTEXT = 16;
  private static final byte[] PONG = "\4PONG".getBytes(StandardCharsets.US_ASCII);
  private static final long TTL_UNIT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Heartbeats heartbeats;
  private long heardNanos = System.nanoTime();
  private long pingedNanos = heardNanos;
  private long ttlNanos = Long.MAX_VALUE;
  private boolean begun;

  Pulse(Heartbeats heartbeats) {
    this.heartbeats = heartbeats;
  }

  /** The handshake is done. */
  void begin() {
    begun = true;
    heard();
    pingedNanos = heardNanos;
  }

  /** Something has come. */
  void heard() {
    heardNanos = System.nanoTime();
  }

  static boolean isPing(byte[] command) {
    return Zmtp.isCommand(command, PING);
  }

  /** The answer to a heartbeat; null when that is cut short. */
  @Nullable ByteBuffer answer(byte[] ping) {
    if (ping.length < PING_CONTEXT) {
      return null;
    }
    int ttl = ByteBuffer.wrap(ping).getShort(PING_CONTEXT - Short.BYTES) & 0xffff;
    ttlNanos = ttl == 0 ? Long.MAX_VALUE : ttl * TTL_UNIT_NANOS;
    int context = Math.min(MOST_CONTEXT, ping.length - PING_CONTEXT);
    return Zmtp.command(
        ByteBuffer.allocate(PONG.length + context)
            .put(PONG)
            .put(ping, PING_CONTEXT, context)
            .array());
  }

  /** Whether the handshake, or anything thereafter, takes too long. */
  boolean isSilent(long now) {
    return now - end() > 0;
  }

  /** The next heartbeat, once when it is time; otherwise null. */
  @Nullable ByteBuffer ping(long now) {
    if (now - nextPing() < 0) {
      return null;
    }
    pingedNanos = now;
    return begun ? heartbeats.ping() : null;
  }

  /** When to look next. */
  long due() {
    return Math.min(end() + 1, nextPing());
  }

  private long nextPing() {
    return pingedNanos + heartbeats.intervalNanos();
  }

  /** Up to when it may be silent. */
  private long end() {
    return heardNanos
        + (begun ? Math.min(heartbeats.silenceNanos(), ttlNanos) : heartbeats.handshakeNanos());
  }
}
