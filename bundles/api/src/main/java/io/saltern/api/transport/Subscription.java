// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.transport;

import org.osgi.annotation.versioning.ConsumerType;

/** A subscriber's end of a publish channel. */
@ConsumerType
public interface Subscription extends AutoCloseable {
  /** Whether the connection stands now, as far as heartbeats tell. */
  boolean connected();

  /** Ends it; the listener is not called afterwards. */
  @Override
  void close();
}
