// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.transport;

import org.jspecify.annotations.Nullable;

/** Hears what happens on a subscription. Calls come one at a time and must not block. */
public interface SubscriptionListener {
  /**
   * A message arrived.
   *
   * @param topic null when it came in one frame
   */
  void received(@Nullable String topic, byte[] body);

  /** The connection stands. */
  default void connected() {}

  /** The connection is lost; the subscription tries to have it again. */
  default void disconnected(Ending how) {}
}
