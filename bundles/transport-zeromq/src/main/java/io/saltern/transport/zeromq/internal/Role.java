// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import io.saltern.api.transport.Ending;
import java.util.Set;

/** What a socket is for. Its methods are called on the loop's thread. */
interface Role {
  /** One connection after its handshake. */
  interface Talk {
    /**
     * Takes a frame that is no command.
     *
     * @param more another one of the same message follows
     * @return false when it is out of shape, so that the connection must end
     */
    boolean heard(boolean more, byte[] body);
  }

  /** What this end calls itself. */
  String socketType();

  /** What the other end may be. */
  Set<String> partners();

  /** The longest frame to take, in bytes. */
  int maxFrameBytes();

  /** Whether what comes was asked for: then it is waited for, however slowly it comes. */
  boolean asks();

  /** A connection has finished its handshake. */
  Talk begin(Connection connection);

  /** A connection has ended, whether its handshake was finished or not. */
  default void ended(Connection connection, Ending how) {}
}
