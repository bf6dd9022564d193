// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import io.saltern.api.channel.MasterIdentity;
import io.saltern.api.channel.MinionAdmission;
import io.saltern.api.channel.ServerChannel;
import io.saltern.api.channel.ServerChannelFactory;
import io.saltern.api.config.Settings;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Opens a master's end of the channel. */
@Component
public final class ServerChannels implements ServerChannelFactory {
  private final Tools tools;
  private final CommandTable commands;
  private final Set<ServerChannel> channels = ConcurrentHashMap.newKeySet();

  /** With the services that channels use. */
  @Activate
  public ServerChannels(@Reference Tools tools, @Reference CommandTable commands) {
    this.tools = tools;
    this.commands = commands;
  }

  @Override
  public ServerChannel open(Settings master, MasterIdentity identity, MinionAdmission admission)
      throws IOException {
    Clock clock = Clock.systemUTC();
    MasterEnd channel =
        new MasterEnd(
            master,
            ServerContext.of(master, tools, commands, identity, admission, clock),
            channels::remove);
    channels.add(channel);
    return channel;
  }

  /** Closes what is still open. */
  @Deactivate
  public void deactivate() {
    List.copyOf(channels).forEach(ServerChannel::close);
  }
}
