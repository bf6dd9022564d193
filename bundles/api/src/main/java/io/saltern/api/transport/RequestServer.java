// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.transport;

import org.osgi.annotation.versioning.ConsumerType;

/** A listening request channel. */
@ConsumerType
public interface RequestServer extends AutoCloseable {
  /** The address that is bound, with the real port. */
  Endpoint endpoint();

  /** How many messages were dropped at a limit or a full queue since it was opened. */
  long dropped();

  /** Stops listening and closes all connections; waits at most a few seconds. */
  @Override
  void close();
}
