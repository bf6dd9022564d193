// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import org.jspecify.annotations.Nullable;
import zmq.Msg;
import zmq.io.Metadata;
import zmq.io.Msgs;

/**
 * A frame being received. JeroMQ names the connection of a complete frame, once its handshake is
 * done, by setting metadata: that is where {@link Peers} learns of it.
 */
final class Frame extends Msg {
  /** The name with its length, and the time to live. */
  private static final int PING_BYTES = 7;

  private final @Nullable Peers peers;
  private final boolean refused;
  private volatile boolean complete;

  private Frame(int size, @Nullable Peers peers, boolean refused) {
    super(size);
    this.peers = peers;
    this.refused = refused;
  }

  static Frame of(int size, @Nullable Peers peers) {
    return new Frame(size, peers, false);
  }

  /** Stands for a frame that there is no memory for; its connection is closed. */
  static Frame refused(@Nullable Peers peers) {
    return new Frame(0, peers, true);
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
    if (peers != null && metadata != null) {
      peers.heard(metadata, this, refused || isCutShort());
    }
    return super.setMetadata(metadata);
  }
}
