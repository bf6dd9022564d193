// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.channel;

import io.saltern.api.transport.Ending;
import java.util.Map;

/** Hears what a master publishes. */
public interface PublicationListener {
  /** A publication, decrypted; without its serial. */
  void published(Map<String, Object> load);

  /** The publish connection stands. */
  default void connected() {}

  /** The publish connection is lost; the channel tries to connect again. */
  default void disconnected(Ending how) {}
}
