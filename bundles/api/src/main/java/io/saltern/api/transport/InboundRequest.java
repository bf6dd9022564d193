// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.transport;

import org.osgi.annotation.versioning.ConsumerType;

/** A request that waits for its one answer. */
@ConsumerType
public interface InboundRequest {
  /** The message; not to be changed. */
  byte[] body();

  /** Where it came from, for logs and limits: an address, or {@code ?} when it is not known. */
  String peer();

  /**
   * Answers. The first call counts, later ones do nothing; does nothing when the peer has gone. May
   * be called by any thread and never blocks.
   */
  void reply(byte[] body);
}
