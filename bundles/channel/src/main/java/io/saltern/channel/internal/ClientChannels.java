// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import io.saltern.api.channel.ClientChannel;
import io.saltern.api.channel.ClientChannelFactory;
import io.saltern.api.channel.MinionIdentity;
import io.saltern.api.config.Settings;
import io.saltern.api.transport.Endpoint;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Opens a minion's end of the channel. */
@Component
public final class ClientChannels implements ClientChannelFactory {
  private final Tools tools;
  private final Set<ClientChannel> channels = ConcurrentHashMap.newKeySet();

  /** With the services that channels use. */
  @Activate
  public ClientChannels(@Reference Tools tools) {
    this.tools = tools;
  }

  @Override
  public ClientChannel open(Settings minion, MinionIdentity identity, Endpoint master) {
    MinionEnd channel =
        new MinionEnd(
            ClientContext.of(tools, minion, identity, master), Clock.systemUTC(), channels::remove);
    channels.add(channel);
    return channel;
  }

  /** Closes what is still open. */
  @Deactivate
  public void deactivate() {
    List.copyOf(channels).forEach(ClientChannel::close);
  }
}
