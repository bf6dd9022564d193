// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import io.saltern.api.transport.Ending;

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

  /** A connection has finished its handshake. */
  Talk begin(Connection connection);

  /** A connection has ended, whether its handshake was finished or not. */
  default void ended(Connection connection, Ending how) {}
}
