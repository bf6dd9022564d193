// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Makes frames of a stream of bytes, in whatever pieces that comes. Belongs to one thread. */
final class FrameDecoder {
  /** Who gets the frames, and gives memory for them. */
  interface Reader {
    /**
     * A frame is announced.
     *
     * @param length as announced, perhaps negative
     * @return room of exactly that length, or null to go no further
     */
    byte @Nullable [] begin(long length);

    /**
     * A frame has come.
     *
     * @return whether to go on
     */
    boolean frame(int flags, byte[] body);
  }

  private static final int SHORT_HEAD = 2;

  private final Reader reader;
  private final ByteBuffer head = ByteBuffer.allocate(Zmtp.LONGEST_HEAD);
  private byte @Nullable [] body;
  private int filled;

  FrameDecoder(Reader reader) {
    this.reader = reader;
  }

  /** How much of the current frame's body has come, in bytes. */
  int arrived() {
    return filled;
  }

  /**
   * Takes all of what came.
   *
   * @return false when the reader wants no more
   */
  boolean feed(ByteBuffer in) {
    while (true) {
      byte[] room = body;
      if (room == null) {
        if (!completeHead(in)) {
          return true;
        }
        room = reader.begin(length());
        if (room == null) {
          return false;
        }
        body = room;
      }
      int count = Math.min(in.remaining(), room.length - filled);
      in.get(room, filled, count);
      filled += count;
      if (filled < room.length) {
        return true;
      }
      int flags = head.get(0);
      body = null;
      filled = 0;
      head.clear();
      if (!reader.frame(flags, room)) {
        return false;
      }
    }
  }

  private boolean completeHead(ByteBuffer in) {
    while (head.position() < SHORT_HEAD || (isLong() && head.hasRemaining())) {
      if (!in.hasRemaining()) {
        return false;
      }
      head.put(in.get());
    }
    return true;
  }

  private boolean isLong() {
    return (head.get(0) & Zmtp.LONG) != 0;
  }

  private long length() {
    return isLong() ? head.getLong(1) : head.get(1) & 0xff;
  }
}
