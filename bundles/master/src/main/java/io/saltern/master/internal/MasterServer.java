// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import io.saltern.api.MinionId;
import io.saltern.api.channel.MasterIdentity;
import io.saltern.api.channel.MinionAdmission;
import io.saltern.api.channel.ServerChannel;
import io.saltern.api.channel.ServerChannelFactory;
import io.saltern.api.config.MasterOptions;
import io.saltern.api.config.PresentSettings;
import java.io.IOException;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds the channel open, from when all that it needs is there. */
@Component(service = MasterServer.class, immediate = true)
public final class MasterServer {
  private static final Logger LOG = LoggerFactory.getLogger(MasterServer.class);

  private final PresentSettings settings;
  private final ServerChannel channel;
  private final AutoCloseable revocations;

  /** Opens the channel. */
  @Activate
  public MasterServer(
      @Reference(target = PresentSettings.OF_MASTER) PresentSettings settings,
      @Reference ServerChannelFactory channels,
      @Reference MasterIdentity identity,
      @Reference MinionAdmission admission,
      @Reference FileKeyStore keys)
      throws IOException {
    this.settings = settings;
    LOG.info("The Salt Master is starting up");
    this.channel = open(channels, identity, admission);
    this.revocations = keys.onRevoked(this::revoked);
    LOG.info("Publishing on {}, taking requests on {}", channel.publications(), channel.requests());
  }

  private ServerChannel open(
      ServerChannelFactory channels, MasterIdentity identity, MinionAdmission admission)
      throws IOException {
    try {
      return channels.open(settings.now(), identity, admission);
    } catch (IOException e) {
      LOG.error("The ports are not available to bind: {}", e.getMessage());
      ProcessEnd.exit(ProcessEnd.PORTS_TAKEN);
      throw e;
    }
  }

  ServerChannel channel() {
    return channel;
  }

  private void revoked(MinionId id) {
    if (settings.now().get(MasterOptions.ROTATE_AES_KEY)) {
      LOG.info("Rotating master AES key");
      channel.rotateKeys(List.of(id));
    }
  }

  @Deactivate
  void close() throws Exception {
    revocations.close();
    channel.close();
    LOG.info("The Salt Master is shut down");
  }
}
