// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import io.saltern.api.swap.ServiceSlot;
import io.saltern.api.transport.Ending;
import io.saltern.api.transport.Endpoint;
import io.saltern.api.transport.RequestClient;
import io.saltern.api.transport.Subscription;
import io.saltern.api.transport.SubscriptionListener;
import io.saltern.api.transport.Transport;
import io.saltern.api.transport.TransportOptions;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The connections of a minion to one master. When the bundle of their transport is replaced, they
 * are made again on the new one.
 */
final class MinionSockets implements Asker, AutoCloseable, Tools.TransportUser {
  private final Tools tools;
  private final ServiceSlot<Transport> transport;
  private final TransportOptions asking;
  private final TransportOptions subscribing;
  private final Endpoint master;
  private final Executor waiters;
  private @Nullable Transport requestOwner;
  private @Nullable RequestClient client;
  private @Nullable Wish wish;
  private @Nullable Transport subscriptionOwner;
  private @Nullable Subscription subscription;
  private boolean closed;

  /** What is to be subscribed to. */
  private record Wish(
      Endpoint publisher, Collection<String> topics, SubscriptionListener listener) {}

  /**
   * @param asking how the request connections are to behave
   * @param subscribing how the publish connection is to behave
   * @param waiters where it may be waited for a transport that is being replaced
   */
  MinionSockets(
      Tools tools,
      String transport,
      TransportOptions asking,
      TransportOptions subscribing,
      Endpoint master,
      Executor waiters) {
    this.tools = tools;
    this.waiters = waiters;
    this.transport = tools.transport(transport);
    this.asking = asking;
    this.subscribing = subscribing;
    this.master = master;
    tools.watch(this);
  }

  /** Asks; once more when the transport was replaced before the answer came. */
  @Override
  public CompletableFuture<byte[]> ask(byte[] body, Duration timeout) {
    RequestClient used = client();
    return used.request(body, timeout)
        .exceptionallyComposeAsync(
            failure ->
                replaced(used)
                    ? client().request(body, timeout)
                    : CompletableFuture.failedFuture(failure),
            waiters);
  }

  private synchronized boolean replaced(RequestClient used) {
    return !closed && !used.equals(client);
  }

  /** Waits a moment when the transport is being replaced; not in the monitor, which that needs. */
  private RequestClient client() {
    synchronized (this) {
      if (client != null && !closed) {
        return client;
      }
    }
    return transport.call(this::open);
  }

  private synchronized RequestClient open(Transport service) {
    if (closed) {
      throw new IllegalStateException("the channel is closed");
    }
    RequestClient open = client;
    if (open == null) {
      open = service.requests(master, asking);
      requestOwner = service;
      client = open;
    }
    return open;
  }

  void subscribe(Endpoint publisher, Collection<String> topics, SubscriptionListener listener) {
    Subscription before;
    synchronized (this) {
      wish = new Wish(publisher, topics, listener);
      before = subscription;
      subscription = null;
    }
    if (before != null) {
      before.close();
    }
    transport.call(this::openWished);
  }

  synchronized boolean connected() {
    return subscription != null && subscription.connected();
  }

  @Override
  public void transportGone(Transport service) {
    RequestClient oldClient = null;
    Subscription oldSubscription = null;
    synchronized (this) {
      if (service.equals(requestOwner)) {
        oldClient = client;
        client = null;
        requestOwner = null;
      }
      if (service.equals(subscriptionOwner)) {
        oldSubscription = subscription;
        subscription = null;
        subscriptionOwner = null;
      }
    }
    if (oldClient != null) {
      oldClient.close();
    }
    if (oldSubscription != null) {
      oldSubscription.close();
      lost();
    }
  }

  private void lost() {
    Wish lost;
    synchronized (this) {
      lost = wish;
    }
    if (lost != null) {
      lost.listener().disconnected(Ending.CLOSED);
    }
    transportArrived();
  }

  @Override
  public void transportArrived() {
    if (transport.isPresent()) {
      transport.call(this::openWished);
    }
  }

  @Override
  public synchronized void close() {
    tools.unwatch(this);
    closed = true;
    if (subscription != null) {
      subscription.close();
    }
    if (client != null) {
      client.close();
    }
  }

  private synchronized boolean openWished(Transport service) {
    if (wish == null || subscription != null || closed) {
      return false;
    }
    subscription = service.subscribe(wish.publisher(), subscribing, wish.topics(), wish.listener());
    subscriptionOwner = service;
    return true;
  }
}
