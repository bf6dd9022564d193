// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.config;

import io.saltern.api.MinionId;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The own name of a program, found as Salt finds it: the option {@code id}, else the file {@code
 * minion_id} beside the configuration, else the host's full name; then {@code append_domain}.
 */
@ProviderType
public interface IdSource {
  /**
   * The minion's id. One found by host name is written to the file {@code minion_id}, unless {@code
   * minion_id_caching} is off. May ask the name service: not for threads that must not wait.
   *
   * @throws IllegalStateException when what was found cannot be an id; the message says where it
   *     comes from
   */
  MinionId minionId(Settings minion);

  /**
   * The master's id: as a minion's, but never written, and with {@code _master} at the end unless
   * the option {@code id} is set.
   *
   * @throws IllegalStateException as {@link #minionId}
   */
  String masterId(Settings master);
}
