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
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Salt's default transport. A listening socket has a context and threads of its own, so that a
 * flood on one is not felt on another; all connecting sockets share theirs.
 */
@Component(service = Transport.class, property = Transport.PROPERTY + "=" + ZmqTransport.NAME)
public final class ZmqTransport implements Transport {
  static final String NAME = "zeromq";

  /** Opens a server on a pump of its own. */
  private interface Opening<T> {
    T open(Pump pump, Runnable onClose) throws IOException;
  }

  private final Set<Pump> pumps = ConcurrentHashMap.newKeySet();
  private final Arrivals arrivals = new Arrivals(Runtime.getRuntime().maxMemory());
  private final Resolver resolver = new Resolver();
  private @Nullable Pump clients;
  private boolean closed;

  /** Starts no thread yet. */
  @Activate
  public ZmqTransport() {}

  /** Closes whatever is still open. */
  @Deactivate
  public void deactivate() {
    List<Pump> open;
    synchronized (this) {
      closed = true;
      open = List.copyOf(pumps);
    }
    resolver.close();
    open.forEach(Pump::stop);
    open.forEach(Pump::join);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public RequestServer serveRequests(
      Endpoint bind, TransportOptions options, RequestHandler handler) throws IOException {
    return open(
        "saltern-zmq-requests",
        (pump, onClose) -> new ZmqRequestServer(pump, arrivals, bind, options, handler, onClose));
  }

  @Override
  public PublishServer servePublications(Endpoint bind, TransportOptions options)
      throws IOException {
    return open(
        "saltern-zmq-publish",
        (pump, onClose) -> new ZmqPublishServer(pump, arrivals, bind, options, onClose));
  }

  private <T> T open(String name, Opening<T> opening) throws IOException {
    Pump pump = pump(name);
    boolean opened = false;
    try {
      T server = opening.open(pump, () -> pumps.remove(pump));
      opened = true;
      return server;
    } finally {
      if (!opened) {
        pumps.remove(pump);
        pump.stop();
        pump.join();
      }
    }
  }

  private synchronized Pump pump(String name) {
    if (closed) {
      throw new IllegalStateException("the transport is closed");
    }
    Pump pump = new Pump(name);
    pumps.add(pump);
    return pump;
  }

  private synchronized Pump clients() {
    Pump pump = clients;
    if (pump == null) {
      pump = pump("saltern-zmq-client");
      clients = pump;
    }
    return pump;
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
