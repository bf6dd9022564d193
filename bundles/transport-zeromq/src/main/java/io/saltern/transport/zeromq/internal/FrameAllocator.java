// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import org.jspecify.annotations.Nullable;
import zmq.Msg;
import zmq.io.Metadata;
import zmq.msg.MsgAllocator;

/**
 * Gives memory to the frames that one connection announces, one after the other: none beyond the
 * limit, and no more than there is room for among all that arrive.
 */
final class FrameAllocator implements MsgAllocator {
  private final int limit;
  private final Arrivals arrivals;
  private final FrameListener listener;
  private final Drops drops;
  private final boolean accepting;
  private volatile @Nullable Peer peer;
  private volatile @Nullable Frame current;
  private volatile boolean closed;

  private FrameAllocator(
      int limit, Arrivals arrivals, FrameListener listener, Drops drops, boolean accepting) {
    this.limit = limit;
    this.arrivals = arrivals;
    this.listener = listener;
    this.drops = drops;
    this.accepting = accepting;
  }

  /** For one accepted connection: large frames only once it has sent another one. */
  static FrameAllocator accepting(
      int limit, Arrivals arrivals, FrameListener listener, Drops drops) {
    return new FrameAllocator(limit, arrivals, listener, drops, true);
  }

  /** For the one connection that a connecting socket has at a time. */
  static FrameAllocator connecting(
      int limit, Arrivals arrivals, FrameListener listener, Drops drops) {
    return new FrameAllocator(limit, arrivals, listener, drops, false);
  }

  @Override
  public Msg allocate(int size) {
    ended();
    // a length of 2^63 and above gets past JeroMQ's own limit as a negative number
    if (size < 0 || size > limit) {
      return refuse("a frame that announces an impossible length", size);
    }
    if (size <= Arrivals.SMALL) {
      return Frame.of(size, this);
    }
    if (closed || (accepting && peer == null)) {
      return refuse("a connection that begins with a large frame", size);
    }
    return arrivals.tryBegin(this, size)
        ? begin(size)
        : refuse("too many frames that have not arrived in full", size);
  }

  private Frame begin(int size) {
    try {
      Frame frame = Frame.of(size, this);
      current = frame;
      return frame;
    } catch (OutOfMemoryError e) {
      ended();
      return refuse("a frame that there is no memory for", size);
    }
  }

  private Frame refuse(String reason, int size) {
    Peer from = peer;
    drops.add(reason, size + " bytes" + (from == null ? "" : " from " + from.address));
    return Frame.refused(this);
  }

  private void ended() {
    current = null;
    arrivals.end(this);
  }

  /** On the I/O thread, when a frame has come. */
  void heard(Metadata metadata, Msg frame, boolean bad) {
    ended();
    Peer from = listener.heard(metadata, frame, bad);
    if (from != null && peer == null) {
      peer = from;
      from.onEnd(this::close);
    }
  }

  /** How much of the current frame has come, in bytes. */
  int arrived() {
    Frame frame = current;
    return frame == null ? 0 : frame.arrived();
  }

  /** Ends an accepted connection to get at its memory; false when it is not known yet. */
  boolean tryEnd() {
    Peer slow = peer;
    if (slow == null) {
      return false;
    }
    drops.add("a frame that comes too slowly while others wait", "from " + slow.address);
    slow.kick();
    return true;
  }

  /** The connection has ended, and no other will follow. Any thread. */
  void close() {
    closed = true;
    ended();
  }
}
