// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import io.saltern.api.transport.Ending;
import io.saltern.api.transport.Endpoint;
import io.saltern.api.transport.Subscription;
import io.saltern.api.transport.SubscriptionListener;
import io.saltern.api.transport.TransportOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a SUB socket does, with a new connection each time one ends or cannot be made. */
final class ZmqSubscription implements Subscription, Loop.Work, Role {
  private static final Logger LOG = LoggerFactory.getLogger(ZmqSubscription.class);
  private static final long CLOSE_SECONDS = 2;

  private final Loop loop;
  private final Resolver resolver;
  private final Endpoint server;
  private final TransportOptions options;
  private final Set<String> topics;
  private final SubscriptionListener listener;
  private final Drops drops;
  private final Terms terms;
  private final ReentrantLock calling = new ReentrantLock();
  private @Nullable Connection connection;
  private boolean resolving;
  private long pauseNanos;
  private long due = System.nanoTime();
  private volatile boolean connected;
  private volatile boolean closed;

  ZmqSubscription(
      Loop loop,
      Arrivals arrivals,
      Resolver resolver,
      Endpoint server,
      TransportOptions options,
      Collection<String> topics,
      SubscriptionListener listener) {
    this.loop = loop;
    this.resolver = resolver;
    this.server = server;
    this.options = options;
    this.topics = Set.copyOf(topics);
    this.listener = listener;
    drops = new Drops("publications of " + server);
    terms = Terms.of(Kind.SUB, this, options, arrivals, drops);
    pauseNanos = options.reconnectFirst().toNanos();
    loop.add(this);
  }

  @Override
  public boolean connected() {
    return connected;
  }

  @Override
  public void close() {
    closed = true;
    connected = false;
    loop.remove(this);
    try {
      if (calling.tryLock(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        calling.unlock();
      } else {
        LOG.warn("a listener of {} does not return", server);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void run(long now) {
    if (isWaiting() && now - due >= 0) {
      resolving = true;
      resolver.resolve(server, options, found -> loop.execute(() -> connect(found)));
    }
  }

  @Override
  public long nextRun(long now) {
    return isWaiting() ? due : Loop.Work.super.nextRun(now);
  }

  private boolean isWaiting() {
    return !closed && !resolving && connection == null;
  }

  private void connect(@Nullable InetSocketAddress address) {
    resolving = false;
    if (closed) {
      return;
    }
    if (address == null) {
      backOff();
      return;
    }
    try {
      connection = loop.connect(address, terms);
    } catch (IOException e) {
      LOG.debug("cannot connect to {}", server, e);
      backOff();
    }
  }

  private void backOff() {
    due = System.nanoTime() + pauseNanos;
    pauseNanos = Math.min(pauseNanos * 2, options.reconnectMax().toNanos());
  }

  @Override
  public Talk begin(Connection fresh) {
    if (topics.isEmpty()) {
      fresh.send(Zmtp.message(Topics.subscription("")));
    }
    topics.forEach(topic -> fresh.send(Zmtp.message(Topics.subscription(topic))));
    connected = !closed;
    pauseNanos = options.reconnectFirst().toNanos();
    call(listener::connected);
    return new Publications();
  }

  @Override
  public void ended(Connection old, Ending how) {
    connection = null;
    backOff();
    if (connected) {
      connected = false;
      call(() -> listener.disconnected(how));
    }
  }

  /** Makes messages of frames. */
  private final class Publications implements Talk {
    private byte[] first = {};
    private int parts;

    @Override
    public boolean heard(boolean more, byte[] body) {
      parts++;
      if (parts == 1) {
        first = body;
      }
      if (!more) {
        received(parts, first, body);
        parts = 0;
        first = new byte[0];
      }
      return true;
    }
  }

  private void received(int parts, byte[] first, byte[] body) {
    if (parts == 1) {
      call(() -> listener.received(null, body));
      return;
    }
    if (parts > 2) {
      drops.add("a publication of more than two frames");
      return;
    }
    String topic = new String(first, StandardCharsets.UTF_8);
    if (topics.isEmpty() || topics.contains(topic)) {
      call(() -> listener.received(topic, body));
    } else {
      drops.add("a publication of a topic that only begins like a subscribed one");
    }
  }

  private void call(Runnable what) {
    calling.lock();
    try {
      if (!closed) {
        what.run();
      }
    } catch (RuntimeException e) {
      LOG.error("the listener of {} failed", server, e);
    } finally {
      calling.unlock();
    }
  }

  @Override
  public void release() {
    closed = true;
    connected = false;
    if (connection != null) {
      loop.close(connection);
      connection = null;
    }
  }
}
