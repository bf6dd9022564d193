// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.channel;

import io.saltern.api.config.Settings;
import java.io.IOException;
import org.osgi.annotation.versioning.ProviderType;

/** Opens the master's end of the channel over the transport that its settings name. */
@ProviderType
public interface ServerChannelFactory {
  /**
   * Opens it. The commands are those registered as {@link MasterCommand} services.
   *
   * @throws IOException when an address cannot be bound; the message names it
   */
  ServerChannel open(Settings master, MasterIdentity identity, MinionAdmission admission)
      throws IOException;
}
