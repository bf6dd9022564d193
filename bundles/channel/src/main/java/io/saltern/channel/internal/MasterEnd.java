// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import io.saltern.api.MinionId;
import io.saltern.api.channel.ChannelStatistics;
import io.saltern.api.channel.ServerChannel;
import io.saltern.api.config.Settings;
import io.saltern.api.transport.Endpoint;
import io.saltern.api.transport.InboundRequest;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A master's end of the channel. */
final class MasterEnd implements ServerChannel {
  private final ServerContext context;
  private final Reception reception;
  private final MasterSockets sockets;
  private final PublishDesk publications;
  private final Consumer<ServerChannel> onClose;

  /**
   * @param onClose told when it is closed
   */
  MasterEnd(Settings settings, ServerContext context, Consumer<ServerChannel> onClose)
      throws IOException {
    this.context = context;
    this.onClose = onClose;
    SignInDesk signIns = new SignInDesk(context, new SignInReplies(context, this::publishPort));
    this.reception = new Reception(context, signIns, new RequestDesk(context));
    this.sockets = new MasterSockets(context.tools(), settings, this::take);
    this.publications = new PublishDesk(context, settings, sockets);
  }

  @Override
  public Endpoint requests() {
    return sockets.requests();
  }

  @Override
  public Endpoint publications() {
    return sockets.publications();
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
    return sockets.subscribers();
  }

  @Override
  public ChannelStatistics statistics() {
    return new ChannelStatistics(
        context.counters().signIns.sum(),
        context.counters().requests.sum(),
        context.counters().publications.sum(),
        context.refusals().counts(),
        sockets.droppedRequests(),
        sockets.droppedPublications());
  }

  @Override
  public void close() {
    publications.close();
    context.large().close();
    context.workers().close();
    context.signers().close();
    sockets.close();
    onClose.accept(this);
  }

  private void take(InboundRequest message) {
    reception.handle(message);
  }

  private int publishPort() {
    return sockets.publications().port();
  }
}
