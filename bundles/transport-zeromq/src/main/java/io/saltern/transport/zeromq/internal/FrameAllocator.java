// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import org.jspecify.annotations.Nullable;
import zmq.Msg;
import zmq.msg.MsgAllocator;

/**
 * Gives memory to the frames that the one connection of a connecting socket announces, one after
 * the other: none beyond the limit, and no more than there is room for among all that arrive.
 */
final class FrameAllocator implements MsgAllocator, Arrivals.Sender {
  private final int limit;
  private final Arrivals arrivals;
  private final Link link;
  private final Drops drops;
  private volatile @Nullable Frame current;
  private volatile boolean closed;

  FrameAllocator(int limit, Arrivals arrivals, Link link, Drops drops) {
    this.limit = limit;
    this.arrivals = arrivals;
    this.link = link;
    this.drops = drops;
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
    return !closed && arrivals.tryBegin(this, size)
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
    drops.add(reason, size + " bytes");
    return Frame.refused(this);
  }

  private void ended() {
    current = null;
    arrivals.end(this);
  }

  /**
   * On the I/O thread, when a frame has come.
   *
   * @param bad it was refused or cannot be understood
   */
  void heard(boolean bad) {
    ended();
    link.heard(bad);
  }

  @Override
  public int arrived() {
    Frame frame = current;
    return frame == null ? 0 : frame.arrived();
  }

  /** What comes was asked for: it is waited for. */
  @Override
  public boolean tryEnd() {
    return false;
  }

  /** The connection has ended, and no other will follow. Any thread. */
  void close() {
    closed = true;
    ended();
  }
}
