// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import io.saltern.api.transport.Endpoint;
import io.saltern.api.transport.PublishServer;
import io.saltern.api.transport.RequestClient;
import io.saltern.api.transport.RequestHandler;
import io.saltern.api.transport.RequestServer;
import io.saltern.api.transport.Subscription;
import io.saltern.api.transport.SubscriptionListener;
import io.saltern.api.transport.Transport;
import io.saltern.api.transport.TransportOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Salt's default transport. A listening socket has a thread of its own, so that a flood on one is
 * not felt on another; all connecting sockets share theirs.
 */
@Component(service = Transport.class, property = Transport.PROPERTY + "=" + ZmqTransport.NAME)
public final class ZmqTransport implements Transport {
  static final String NAME = "zeromq";

  private final Set<Running> running = ConcurrentHashMap.newKeySet();
  private final Arrivals arrivals = new Arrivals(Runtime.getRuntime().maxMemory());
  private final Resolver resolver = new Resolver();
  private @Nullable Loop clients;
  private boolean closed;

  /** Starts no thread yet. */
  @Activate
  public ZmqTransport() {}

  /** Closes whatever is still open. */
  @Deactivate
  public void deactivate() {
    List<Running> open;
    synchronized (this) {
      closed = true;
      open = List.copyOf(running);
    }
    resolver.close();
    open.forEach(Running::stop);
    open.forEach(Running::join);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public RequestServer serveRequests(
      Endpoint bind, TransportOptions options, RequestHandler handler) throws IOException {
    ZmqRequestServer server =
        new ZmqRequestServer(arrivals, bind, options, handler, running::remove);
    add(server.start());
    return server;
  }

  @Override
  public PublishServer servePublications(Endpoint bind, TransportOptions options)
      throws IOException {
    ZmqPublishServer server = new ZmqPublishServer(arrivals, bind, options, running::remove);
    add(server.start());
    return server;
  }

  private synchronized void add(Running fresh) {
    if (closed) {
      fresh.stop();
      throw new IllegalStateException("the transport is closed");
    }
    running.add(fresh);
  }

  private synchronized Loop clients() {
    Loop loop = clients;
    if (loop == null) {
      try {
        loop = new Loop("saltern-zmq-client").start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      add(loop);
      clients = loop;
    }
    return loop;
  }

  @Override
  public RequestClient requests(Endpoint server, TransportOptions options) {
    return new ZmqRequestClient(clients(), arrivals, resolver, server, options);
  }

  @Override
  public Subscription subscribe(
      Endpoint server,
      TransportOptions options,
      Collection<String> topics,
      SubscriptionListener listener) {
    return new ZmqSubscription(clients(), arrivals, resolver, server, options, topics, listener);
  }
}
