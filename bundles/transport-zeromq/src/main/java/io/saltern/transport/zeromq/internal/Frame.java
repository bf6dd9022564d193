// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import org.jspecify.annotations.Nullable;
import zmq.Msg;
import zmq.io.Metadata;

/**
 * A frame being received. JeroMQ names the connection of a complete frame, once its handshake is
 * done, by setting metadata: that is where {@link Peers} learns of it.
 */
final class Frame extends Msg {
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

  @Override
  public Msg setMetadata(@Nullable Metadata metadata) {
    complete = true;
    if (peers != null && metadata != null) {
      peers.heard(metadata, this, refused);
    }
    return super.setMetadata(metadata);
  }
}
