// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What is sent on one connection. Whoever sends does so at once, on a thread of its own; what the
 * connection does not take yet waits for the loop that serves it.
 */
final class Outbox {
  /** Java keeps native memory for the longest write of each thread. */
  private static final int PIECE = 128 << 10;

  private final SocketChannel channel;
  private final SelectionKey key;
  private final int bound;
  private final Deque<ByteBuffer[]> unsent = new ArrayDeque<>();
  private boolean watched;

  /**
   * @param bound how many messages may wait
   */
  Outbox(SocketChannel channel, SelectionKey key, int bound) {
    this.channel = channel;
    this.key = key;
    this.bound = bound;
  }

  /**
   * Sends a message after those that wait. Never blocks.
   *
   * @return false when too many wait
   * @throws IOException when the connection has ended
   */
  synchronized boolean send(ByteBuffer... message) throws IOException {
    if (unsent.size() >= bound) {
      return false;
    }
    unsent.add(message);
    if (unsent.size() == 1) {
      flush();
    }
    return true;
  }

  /**
   * Sends on.
   *
   * @return whether all is sent
   * @throws IOException when the connection has ended
   */
  synchronized boolean flush() throws IOException {
    for (ByteBuffer[] next = unsent.peek(); next != null; next = unsent.peek()) {
      if (!write(next)) {
        watch(true);
        return false;
      }
      unsent.remove();
    }
    watch(false);
    return true;
  }

  private boolean write(ByteBuffer[] message) throws IOException {
    for (ByteBuffer part : message) {
      int end = part.limit();
      while (part.position() < end) {
        part.limit(Math.min(end, part.position() + PIECE));
        int written = channel.write(part);
        part.limit(end);
        if (written == 0) {
          return false;
        }
      }
    }
    return true;
  }

  private void watch(boolean on) throws IOException {
    if (watched == on) {
      return;
    }
    watched = on;
    try {
      if (on) {
        key.interestOpsOr(SelectionKey.OP_WRITE);
        key.selector().wakeup();
      } else {
        key.interestOpsAnd(~SelectionKey.OP_WRITE);
      }
    } catch (CancelledKeyException e) {
      ClosedChannelException gone = new ClosedChannelException();
      gone.initCause(e);
      throw gone;
    }
  }
}
