// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import java.util.concurrent.TimeUnit;
import zmq.ZMQ;

/**
 * Hears from the I/O thread whether a connecting socket's connection stands.
 *
 * <p>JeroMQ 0.6.0 forgets now and then to watch a fresh connection, namely when its I/O thread sees
 * the connection and a command at the same moment; then nothing is read until anything else changes
 * what the thread watches. So a connection that does not greet at once gets the thread nudged.
 */
final class Link implements ZMQ.EventConsummer {
  static final int EVENTS =
      ZMQ.ZMQ_EVENT_CONNECTED
          | ZMQ.ZMQ_EVENT_HANDSHAKE_PROTOCOL
          | ZMQ.ZMQ_EVENT_DISCONNECTED
          | ZMQ.ZMQ_EVENT_CONNECT_RETRIED;

  private static final long FIRST_NUDGE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long LAST_NUDGE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int NUDGE_GROWTH = 5;

  private final Pump pump;
  private final long silenceNanos;
  private volatile boolean open;
  private volatile boolean up;
  private volatile boolean broken;
  private volatile boolean failed;
  private volatile long nudgeAt;
  private volatile long heardNanos;
  private volatile long nudgePause = FIRST_NUDGE_NANOS;

  /**
   * @param silenceNanos how long the connection may be silent
   */
  Link(Pump pump, long silenceNanos) {
    this.pump = pump;
    this.silenceNanos = silenceNanos;
  }

  @Override
  public void consume(ZMQ.Event event) {
    if (event.event == ZMQ.ZMQ_EVENT_CONNECTED) {
      nudgePause = FIRST_NUDGE_NANOS;
      nudgeAt = System.nanoTime() + FIRST_NUDGE_NANOS;
      open = true;
    } else if (event.event == ZMQ.ZMQ_EVENT_HANDSHAKE_PROTOCOL) {
      heardNanos = System.nanoTime();
      up = true;
    } else {
      open = false;
      failed = true;
      broken |= up;
    }
    pump.wake();
  }

  /**
   * A frame has come.
   *
   * @param bad it was refused or cannot be understood
   */
  void heard(boolean bad) {
    heardNanos = System.nanoTime();
    if (bad) {
      // what follows is the body of a frame that was not taken, and would be read as frames
      failed = true;
      broken = true;
      pump.wake();
    }
  }

  /** The connection stood, but nothing has come for too long, not even answers to heartbeats. */
  boolean isSilent(long now) {
    return up && now - heardNanos > silenceNanos;
  }

  /** The other end has greeted. */
  boolean isUp() {
    return up;
  }

  /** It was up, and then ended. */
  boolean isBroken() {
    return broken;
  }

  /** An attempt to connect failed, or the connection ended. */
  boolean isFailed() {
    return failed;
  }

  /** To be called on the pump's thread, at the latest at {@link #nextCheck}. */
  void check(long now) {
    if (isStill() && now - nudgeAt >= 0) {
      pump.nudge();
      long pause = nudgePause * NUDGE_GROWTH;
      nudgePause = pause;
      nudgeAt = now + pause;
    }
  }

  long nextCheck(long otherwise) {
    long next = up ? heardNanos + silenceNanos + 1 : nudgeAt;
    return (up || isStill()) && next - otherwise < 0 ? next : otherwise;
  }

  private boolean isStill() {
    return open && !up && nudgePause < LAST_NUDGE_NANOS;
  }
}
