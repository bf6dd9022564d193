// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import io.saltern.api.transport.Endpoint;
import io.saltern.api.transport.InboundRequest;
import io.saltern.api.transport.PublishServer;
import io.saltern.api.transport.RequestClient;
import io.saltern.api.transport.RequestHandler;
import io.saltern.api.transport.RequestServer;
import io.saltern.api.transport.Subscription;
import io.saltern.api.transport.SubscriptionListener;
import io.saltern.api.transport.Transport;
import io.saltern.api.transport.TransportOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Carries messages within one process: for what a network cannot be made to do. */
final class MemoryTransport implements Transport {
  private final Map<Integer, RequestHandler> handlers = new ConcurrentHashMap<>();
  private final Map<Integer, Collection<Subscriber>> subscribers = new ConcurrentHashMap<>();
  private final AtomicInteger ports = new AtomicInteger(20_000);

  private record Subscriber(Collection<String> topics, SubscriptionListener listener) {}

  @Override
  public String name() {
    return "zeromq";
  }

  @Override
  public RequestServer serveRequests(
      Endpoint bind, TransportOptions options, RequestHandler handler) {
    Endpoint endpoint = bound(bind);
    handlers.put(endpoint.port(), handler);
    return new RequestServer() {
      @Override
      public Endpoint endpoint() {
        return endpoint;
      }

      @Override
      public long dropped() {
        return 0;
      }

      @Override
      public void close() {
        handlers.remove(endpoint.port());
      }
    };
  }

  @Override
  public PublishServer servePublications(Endpoint bind, TransportOptions options) {
    Endpoint endpoint = bound(bind);
    Collection<Subscriber> mine =
        subscribers.computeIfAbsent(endpoint.port(), p -> new CopyOnWriteArrayList<>());
    return new PublishServer() {
      @Override
      public Endpoint endpoint() {
        return endpoint;
      }

      @Override
      public void publish(byte[] body) {
        mine.forEach(s -> s.listener.received(null, body));
      }

      @Override
      public void publish(String topic, byte[] body) {
        mine.stream()
            .filter(s -> s.topics.isEmpty() || s.topics.contains(topic))
            .forEach(s -> s.listener.received(topic, body));
      }

      @Override
      public int subscribers() {
        return mine.size();
      }

      @Override
      public long dropped() {
        return 0;
      }

      @Override
      public void close() {
        mine.clear();
      }
    };
  }

  @Override
  public RequestClient requests(Endpoint server, TransportOptions options) {
    return new RequestClient() {
      @Override
      public CompletableFuture<byte[]> request(byte[] body, Duration timeout) {
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        RequestHandler handler = handlers.get(server.port());
        if (handler == null) {
          answer.completeExceptionally(new IOException("nobody listens"));
        } else {
          handler.handle(new Inbound(body, answer));
        }
        return answer.orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public Subscription subscribe(
      Endpoint server,
      TransportOptions options,
      Collection<String> topics,
      SubscriptionListener listener) {
    Subscriber me = new Subscriber(List.copyOf(topics), listener);
    Collection<Subscriber> all =
        subscribers.computeIfAbsent(server.port(), p -> new CopyOnWriteArrayList<>());
    all.add(me);
    listener.connected();
    return new Subscription() {
      @Override
      public boolean connected() {
        return all.contains(me);
      }

      @Override
      public void close() {
        all.remove(me);
      }
    };
  }

  private Endpoint bound(Endpoint bind) {
    return bind.port() == 0 ? bind.withPort(ports.incrementAndGet()) : bind;
  }

  private record Inbound(byte[] body, CompletableFuture<byte[]> answer) implements InboundRequest {
    @Override
    public String peer() {
      return "127.0.0.1:1";
    }

    @Override
    public void reply(byte @Nullable [] reply) {
      answer.complete(reply);
    }
  }
}
