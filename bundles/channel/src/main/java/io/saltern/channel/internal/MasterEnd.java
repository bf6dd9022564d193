// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import io.saltern.api.MinionId;
import io.saltern.api.channel.ChannelStatistics;
import io.saltern.api.channel.ServerChannel;
import io.saltern.api.config.CommonOptions;
import io.saltern.api.config.MasterOptions;
import io.saltern.api.config.Option;
import io.saltern.api.config.Settings;
import io.saltern.api.swap.ServiceSlot;
import io.saltern.api.transport.Endpoint;
import io.saltern.api.transport.PublishServer;
import io.saltern.api.transport.RequestServer;
import io.saltern.api.transport.Transport;
import io.saltern.api.transport.TransportOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A master's end of the channel. */
final class MasterEnd implements ServerChannel {
  private final ServerContext context;
  private final PublishDesk publications;
  private final PublishServer publishServer;
  private final RequestServer requestServer;

  MasterEnd(Settings settings, ServerContext context) throws IOException {
    this.context = context;
    ServiceSlot<Transport> transport =
        context.tools().transport(settings.get(CommonOptions.TRANSPORT));
    TransportOptions options = ConnectionOptions.ofMaster(settings);
    this.publishServer =
        open(
            transport,
            t -> t.servePublications(endpoint(settings, MasterOptions.PUBLISH_PORT), options));
    this.publications = new PublishDesk(context, settings, () -> publishServer);
    SignInDesk signIns =
        new SignInDesk(context, new SignInReplies(context, () -> publishServer.endpoint().port()));
    Reception reception = new Reception(context, signIns, new RequestDesk(context));
    try {
      this.requestServer =
          open(
              transport,
              t -> t.serveRequests(endpoint(settings, MasterOptions.RET_PORT), options, reception));
    } catch (IOException e) {
      publishServer.close();
      throw e;
    }
  }

  @Override
  public Endpoint requests() {
    return requestServer.endpoint();
  }

  @Override
  public Endpoint publications() {
    return publishServer.endpoint();
  }

  @Override
  public void publish(Map<String, Object> load, @Nullable Collection<MinionId> minions) {
    publications.publish(load, minions);
  }

  @Override
  public void rotateKeys(Collection<MinionId> revoked) {
    revoked.forEach(context.sessions()::revoke);
    revoked.forEach(context.minions()::forget);
    context.seal().rotate();
  }

  @Override
  public int subscribers() {
    return publishServer.subscribers();
  }

  @Override
  public ChannelStatistics statistics() {
    return new ChannelStatistics(
        context.counters().signIns.sum(),
        context.counters().requests.sum(),
        context.counters().publications.sum(),
        context.refusals().counts(),
        requestServer.dropped(),
        publishServer.dropped());
  }

  @Override
  public void close() {
    publications.close();
    context.workers().close();
    context.signers().close();
    requestServer.close();
    publishServer.close();
  }

  private static Endpoint endpoint(Settings settings, Option<Long> port) {
    return new Endpoint(settings.get(MasterOptions.INTERFACE), settings.get(port).intValue());
  }

  private static <T> T open(ServiceSlot<Transport> transport, Opening<T> opening)
      throws IOException {
    try {
      return transport.call(
          t -> {
            try {
              return opening.open(t);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Opens a part of the channel on a transport. */
  private interface Opening<T> {
    T open(Transport transport) throws IOException;
  }
}
