// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import zmq.Msg;
import zmq.msg.MsgAllocator;

/**
 * Gives memory to announced frames: none beyond the limit, and for all large ones that have not
 * arrived in full yet together no more than a share of the heap, so that announcing costs nothing.
 * Used by one I/O thread.
 */
final class FrameAllocator implements MsgAllocator {
  private static final int LARGE = 1 << 20;

  private final int limit;
  private final long share;
  private final FrameListener listener;
  private final Drops drops;
  private final List<WeakReference<Frame>> arriving = new ArrayList<>();

  FrameAllocator(int limit, long share, FrameListener listener, Drops drops) {
    this.limit = limit;
    this.share = share;
    this.listener = listener;
    this.drops = drops;
  }

  @Override
  public Msg allocate(int size) {
    // a length of 2^63 and above gets past JeroMQ's own limit as a negative number
    if (size < 0 || size > limit) {
      drops.add("a frame that announces an impossible length");
      return Frame.refused(listener);
    }
    return size < LARGE ? Frame.of(size, listener) : large(size);
  }

  private Frame large(int size) {
    long sum = size;
    for (int i = arriving.size() - 1; i >= 0; i--) {
      Frame frame = arriving.get(i).get();
      if (frame == null || frame.isComplete()) {
        arriving.remove(i);
      } else {
        sum += frame.size();
      }
    }
    if (sum > share) {
      drops.add("too many large frames at once");
      return Frame.refused(listener);
    }
    Frame frame = Frame.of(size, listener);
    arriving.add(new WeakReference<>(frame));
    return frame;
  }
}
