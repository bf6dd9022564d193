// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.channel;

import io.saltern.api.config.Settings;
import io.saltern.api.transport.Endpoint;
import org.osgi.annotation.versioning.ProviderType;

/** Opens a minion's end of the channel over the transport that its settings name. */
@ProviderType
public interface ClientChannelFactory {
  /**
   * Opens it; nothing is sent yet.
   *
   * @param minion the settings, which name the folder with the trusted master keys ({@code
   *     pki_dir})
   * @param master the request address, resolved or not
   */
  ClientChannel open(Settings minion, MinionIdentity identity, Endpoint master);
}
