// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import zmq.Msg;
import zmq.io.Metadata;
import zmq.io.Msgs;

/**
 * A frame being received. JeroMQ names the connection of a complete frame, once its handshake is
 * done, by setting metadata: that is where the {@link FrameAllocator} learns of it.
 */
final class Frame extends Msg {
  /** The name with its length, and the time to live. */
  private static final int PING_BYTES = 7;

  private final FrameAllocator owner;
  private final boolean refused;
  private @Nullable ByteBuffer filling;

  private Frame(int size, FrameAllocator owner, boolean refused) {
    super(size);
    this.owner = owner;
    this.refused = refused;
  }

  static Frame of(int size, FrameAllocator owner) {
    return new Frame(size, owner, false);
  }

  /** Stands for a frame that there is no memory for; its connection is closed. */
  static Frame refused(FrameAllocator owner) {
    return new Frame(0, owner, true);
  }

  /** The first one to ask is the decoder, which fills it. */
  @Override
  public ByteBuffer buf() {
    ByteBuffer buffer = super.buf();
    if (filling == null) {
      filling = buffer;
    }
    return buffer;
  }

  /** How much has come, in bytes; as seen by other threads, about so much. */
  int arrived() {
    return filling == null ? 0 : filling.position();
  }

  /** False also for a command that is too short for its kind: JeroMQ would fail over it. */
  @Override
  public boolean isCommand() {
    return super.isCommand() && !isCutShort();
  }

  private boolean isCutShort() {
    return super.isCommand()
        && (size() == 0
            || size() <= (get(0) & 0xff)
            || (size() < PING_BYTES && Msgs.startsWith(this, "PING", true)));
  }

  @Override
  public Msg setMetadata(@Nullable Metadata metadata) {
    if (metadata != null) {
      owner.heard(refused || isCutShort());
    }
    return super.setMetadata(metadata);
  }
}
