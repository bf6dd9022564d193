// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.internal;

import io.saltern.api.channel.ChannelException;
import io.saltern.api.channel.ClientChannel;
import io.saltern.api.minion.MasterRequests;
import io.saltern.api.transport.Endpoint;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The channels to the masters that this process is signed in to, for execution modules. */
@Component(service = {MasterRequests.class, MasterLines.class})
public final class MasterLines implements MasterRequests {
  private final List<ClientChannel> open = new CopyOnWriteArrayList<>();

  @Activate
  public MasterLines() {}

  /** A channel that is signed in. */
  void add(ClientChannel channel) {
    open.add(channel);
  }

  /** A channel that is not to be used any more. */
  void remove(ClientChannel channel) {
    open.remove(channel);
  }

  @Override
  public List<Endpoint> masters() {
    return open.stream().map(ClientChannel::master).toList();
  }

  @Override
  public CompletableFuture<@Nullable Object> send(
      Endpoint master, Map<String, Object> load, Duration timeout) {
    return open.stream()
        .filter(channel -> channel.master().equals(master))
        .findFirst()
        .map(channel -> channel.request(load, timeout))
        .orElseGet(
            () ->
                CompletableFuture.failedFuture(
                    new ChannelException("master " + master + " is not served any more")));
  }
}
