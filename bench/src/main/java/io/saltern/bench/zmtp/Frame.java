// SPDX-License-Identifier: Apache-2.0
package io.saltern.bench.zmtp;

import java.net.ProtocolException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A frame of a message, or a command. */
final class Frame {
  static final int MORE = 1;
  static final int LONG = 2;
  static final int COMMAND = 4;

  private static final int SHORT_LIMIT = 255;
  private static final int LONG_HEAD = 1 + Long.BYTES;
  private static final int LIMIT = 64 << 20;

  private final int flags;
  private final byte[] body;

  Frame(int flags, byte[] body) {
    this.flags = flags;
    this.body = body;
  }

  byte[] body() {
    return body;
  }

  boolean is(int flag) {
    return (flags & flag) != 0;
  }

  int encodedLength() {
    return (body.length > SHORT_LIMIT ? LONG_HEAD : 2) + body.length;
  }

  void encode(ByteBuffer out) {
    if (body.length > SHORT_LIMIT) {
      out.put((byte) (flags | LONG)).putLong(body.length);
    } else {
      out.put((byte) flags).put((byte) body.length);
    }
    out.put(body);
  }

  /** The next frame, or null when it is not all there; then the position is left. */
  static @Nullable Frame decode(ByteBuffer in) throws ProtocolException {
    int start = in.position();
    if (in.remaining() < 2) {
      return null;
    }
    int flags = in.get(start);
    boolean isLong = (flags & LONG) != 0;
    int head = isLong ? LONG_HEAD : 2;
    if (in.remaining() < head) {
      return null;
    }
    long length = isLong ? in.getLong(start + 1) : in.get(start + 1) & 0xff;
    if (length < 0 || length > LIMIT) {
      throw new ProtocolException("a frame of " + length + " bytes");
    }
    if (in.remaining() < head + length) {
      return null;
    }
    byte[] body = new byte[(int) length];
    in.position(start + head);
    in.get(body);
    return new Frame(flags & ~LONG, body);
  }
}
