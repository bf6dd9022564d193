// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import io.saltern.api.channel.ClientChannel;
import io.saltern.api.channel.PublicationListener;
import io.saltern.api.channel.SignIn;
import io.saltern.api.config.CommonOptions;
import io.saltern.api.config.MinionOptions;
import io.saltern.api.swap.ServiceSlot;
import io.saltern.api.transport.Endpoint;
import io.saltern.api.transport.RequestClient;
import io.saltern.api.transport.Subscription;
import io.saltern.api.transport.Transport;
import io.saltern.api.transport.TransportOptions;
import io.saltern.wire.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A minion's end of the channel to one master. */
final class MinionEnd implements ClientChannel {
  private final ClientContext context;
  private final ServiceSlot<Transport> transport;
  private final TransportOptions options;
  private final ClientSession session;
  private final ClientRequests requests;
  private @Nullable RequestClient client;
  private @Nullable ClientPublications publications;
  private @Nullable Subscription subscription;
  private boolean closed;

  MinionEnd(ClientContext context, Clock clock) {
    this.context = context;
    this.transport = context.tools().transport(context.settings().get(CommonOptions.TRANSPORT));
    this.options = ConnectionOptions.ofMinion(context.settings());
    this.session = new ClientSession(context, this::client);
    this.requests = new ClientRequests(context, session, this::client, clock);
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
  public CompletableFuture<@Nullable Object> request(Map<String, Object> load, Duration timeout) {
    return requests.send(load, timeout);
  }

  @Override
  public synchronized void subscribe(PublicationListener listener) {
    if (publications != null) {
      throw new IllegalStateException("subscribed already");
    }
    ClientKeys keys = session.keys().orElseThrow(() -> new IllegalStateException("not signed in"));
    int port = context.settings().find(MinionOptions.PUBLISH_PORT).map(Long::intValue).orElse(0);
    Endpoint publisher = context.master().withPort(port == 0 ? keys.publishPort() : port);
    List<String> topics =
        context.settings().get(CommonOptions.ZMQ_FILTERING)
            ? List.of(Topics.BROADCAST, Topics.of(context.identity().id()))
            : List.of();
    ClientPublications desk = new ClientPublications(context, session, listener);
    publications = desk;
    subscription = transport.call(t -> t.subscribe(publisher, options, topics, desk));
  }

  @Override
  public synchronized boolean connected() {
    return subscription != null && subscription.connected();
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (subscription != null) {
      subscription.close();
    }
    if (publications != null) {
      publications.close();
    }
    if (client != null) {
      client.close();
    }
    context.workers().close();
  }

  private synchronized RequestClient client() {
    if (closed) {
      throw new IllegalStateException("the channel is closed");
    }
    RequestClient open = client;
    if (open == null) {
      open = transport.call(t -> t.requests(context.master(), options));
      client = open;
    }
    return open;
  }
}
