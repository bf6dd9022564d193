// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import org.jspecify.annotations.Nullable;
import zmq.Msg;
import zmq.io.Metadata;

/** Hears of every complete frame, commands too, of a connection whose handshake is done. */
interface FrameListener {
  /**
   * On the I/O thread.
   *
   * @param bad the frame was refused or cannot be understood
   * @return the connection, when it was accepted and is known
   */
  @Nullable Peer heard(Metadata metadata, Msg frame, boolean bad);
}
