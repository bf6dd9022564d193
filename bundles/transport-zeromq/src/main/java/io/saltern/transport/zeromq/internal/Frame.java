// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import org.jspecify.annotations.Nullable;
import zmq.Msg;
import zmq.io.Metadata;
import zmq.io.Msgs;

/**
 * A frame being received. JeroMQ names the connection of a complete frame, once its handshake is
 * done, by setting metadata: that is where the {@link FrameListener} learns of it.
 */
final class Frame extends Msg {
  /** The name with its length, and the time to live. */
  private static final int PING_BYTES = 7;

  private final FrameListener listener;
  private final boolean refused;
  private volatile boolean complete;

  private Frame(int size, FrameListener listener, boolean refused) {
    super(size);
    this.listener = listener;
    this.refused = refused;
  }

  static Frame of(int size, FrameListener listener) {
    return new Frame(size, listener, false);
  }

  /** Stands for a frame that there is no memory for; its connection is closed. */
  static Frame refused(FrameListener listener) {
    return new Frame(0, listener, true);
  }

  boolean isComplete() {
    return complete;
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
    complete = true;
    if (metadata != null) {
      listener.heard(metadata, this, refused || isCutShort());
    }
    return super.setMetadata(metadata);
  }
}
