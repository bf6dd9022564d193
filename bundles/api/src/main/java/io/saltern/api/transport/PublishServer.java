// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.transport;

import org.osgi.annotation.versioning.ConsumerType;

/** A listening publish channel. */
@ConsumerType
public interface PublishServer extends AutoCloseable {
  /** The address that is bound, with the real port. */
  Endpoint endpoint();

  /**
   * Sends to every subscriber, in one frame without a topic. Never blocks: a subscriber whose queue
   * is full misses it, which is counted.
   */
  void publish(byte[] body);

  /** Sends to the subscribers of {@code topic}, in two frames. Never blocks. */
  void publish(String topic, byte[] body);

  /** How many subscribers are connected. */
  int subscribers();

  /** How many deliveries were dropped since it was opened. */
  long dropped();

  /** Stops listening and closes all connections; waits at most a few seconds. */
  @Override
  void close();
}
