// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import io.saltern.api.channel.ClientChannel;
import io.saltern.api.channel.MasterProbe;
import io.saltern.api.channel.PublicationListener;
import io.saltern.api.channel.SignIn;
import io.saltern.api.config.CommonOptions;
import io.saltern.api.config.MinionOptions;
import io.saltern.api.transport.Endpoint;
import io.saltern.wire.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A minion's end of the channel to one master. */
final class MinionEnd implements ClientChannel {
  private final ClientContext context;
  private final MinionSockets sockets;
  private final ClientSession session;
  private final ClientRequests requests;
  private final Consumer<ClientChannel> onClose;
  private @Nullable ClientPublications publications;

  /**
   * @param onClose told when it is closed
   */
  MinionEnd(ClientContext context, Clock clock, Consumer<ClientChannel> onClose) {
    this.context = context;
    this.onClose = onClose;
    this.sockets =
        new MinionSockets(
            context.tools(),
            context.settings().get(CommonOptions.TRANSPORT),
            ConnectionOptions.ofAsker(context.settings()),
            ConnectionOptions.ofSubscriber(context.settings()),
            context.master(),
            context.workers().orCaller());
    this.session = new ClientSession(context, sockets);
    this.requests = new ClientRequests(context, session, sockets, clock);
  }

  @Override
  public Endpoint master() {
    return context.master();
  }

  @Override
  public CompletableFuture<SignIn> signIn() {
    return session.signIn();
  }

  @Override
  public CompletableFuture<MasterProbe> probe() {
    return session.probe();
  }

  @Override
  public CompletableFuture<@Nullable Object> request(Map<String, Object> load, Duration timeout) {
    return requests.send(load, timeout);
  }

  @Override
  public boolean ownKey() {
    return session.keys().filter(k -> !k.sessionKey().equals(k.publishKey())).isPresent();
  }

  @Override
  public synchronized void subscribe(PublicationListener listener) {
    if (publications != null) {
      throw new IllegalStateException("subscribed already");
    }
    ClientKeys keys = session.keys().orElseThrow(() -> new IllegalStateException("not signed in"));
    int port = context.settings().find(MinionOptions.PUBLISH_PORT).map(Long::intValue).orElse(0);
    List<String> topics =
        context.settings().get(CommonOptions.ZMQ_FILTERING)
            ? List.of(Topics.BROADCAST, Topics.of(context.identity().id()))
            : List.of();
    publications = new ClientPublications(context, session, listener);
    sockets.subscribe(
        context.master().withPort(port == 0 ? keys.publishPort() : port), topics, publications);
  }

  @Override
  public boolean connected() {
    return sockets.connected();
  }

  @Override
  public synchronized void close() {
    sockets.close();
    if (publications != null) {
      publications.close();
    }
    context.workers().close();
    onClose.accept(this);
  }
}
