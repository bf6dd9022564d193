// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import io.saltern.api.transport.Ending;
import io.saltern.api.transport.Endpoint;
import io.saltern.api.transport.Subscription;
import io.saltern.api.transport.SubscriptionListener;
import io.saltern.api.transport.TransportOptions;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import zmq.Msg;

/** A SUB socket, and a new one each time its connection ends or cannot be made. */
final class ZmqSubscription implements Subscription, Pump.Work {
  private static final Logger LOG = LoggerFactory.getLogger(ZmqSubscription.class);
  private static final int BATCH = 256;
  private static final int NEVER_MILLIS = Integer.MAX_VALUE / 4;
  private static final long CLOSE_SECONDS = 2;
  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Pump pump;
  private final Arrivals arrivals;
  private final Resolver resolver;
  private final Endpoint server;
  private final TransportOptions options;
  private final Set<String> topics;
  private final SubscriptionListener listener;
  private final Drops drops;
  private final ReentrantLock calling = new ReentrantLock();
  private ZMQ.@Nullable Socket socket;
  private @Nullable FrameAllocator frames;
  private Link link;
  private boolean resolving;
  private long pauseNanos;
  private long due = System.nanoTime();
  private volatile boolean connected;
  private volatile boolean closed;

  ZmqSubscription(
      Pump pump,
      Arrivals arrivals,
      Resolver resolver,
      Endpoint server,
      TransportOptions options,
      Collection<String> topics,
      SubscriptionListener listener) {
    this.pump = pump;
    this.arrivals = arrivals;
    this.resolver = resolver;
    this.server = server;
    this.options = options;
    this.topics = Set.copyOf(topics);
    this.listener = listener;
    drops = new Drops("publications of " + server);
    link = newLink();
    pauseNanos = options.reconnectFirst().toNanos();
    pump.add(this);
  }

  @Override
  public boolean connected() {
    return connected;
  }

  @Override
  public void close() {
    closed = true;
    connected = false;
    pump.remove(this);
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
  public boolean run() {
    if (closed) {
      return false;
    }
    ZMQ.Socket current = socket;
    if (current == null) {
      connectWhenDue();
      return false;
    }
    long now = System.nanoTime();
    boolean silent = link.isSilent(now);
    boolean failed = link.isFailed() || silent;
    link.check(now);
    if (link.isUp() && !connected) {
      connected = true;
      pauseNanos = options.reconnectFirst().toNanos();
      call(listener::connected);
    }
    if (receive(current)) {
      return true;
    }
    if (failed || (!connected && now - due >= 0)) {
      disconnect(current, silent ? Ending.SILENT : Ending.CLOSED);
    }
    return false;
  }

  private Link newLink() {
    return new Link(pump, Sockets.silenceLimit(options).toNanos());
  }

  private void connectWhenDue() {
    if (!resolving && System.nanoTime() - due >= 0) {
      resolving = true;
      resolver.resolve(server, options, found -> pump.execute(() -> connect(found)));
    }
  }

  private void connect(@Nullable Endpoint address) {
    resolving = false;
    if (closed) {
      return;
    }
    if (address == null) {
      backOff();
      return;
    }
    ZMQ.Socket fresh = pump.socket(SocketType.SUB);
    link = newLink();
    try {
      Sockets.common(fresh, options, options.queueBound(), options.queueBound());
      frames = Sockets.connecting(fresh, options, arrivals, link, drops);
      // JeroMQ gives up on some kinds of failure: each attempt has a socket of its own instead
      fresh.setReconnectIVL(NEVER_MILLIS);
      if (topics.isEmpty()) {
        fresh.subscribe(new byte[0]);
      }
      topics.forEach(topic -> fresh.subscribe(topic.getBytes(StandardCharsets.UTF_8)));
      fresh.setIPv6(Addresses.ipv6(address, options));
      fresh.connect(Addresses.url(address));
      pump.watch(fresh);
      socket = fresh;
      due = System.nanoTime() + Sockets.handshakeLimit(options).toNanos();
    } catch (ZMQException | IllegalArgumentException e) {
      LOG.warn("cannot connect to {}: {}", server, e.getMessage());
      close(fresh);
      backOff();
    }
  }

  private void backOff() {
    due = System.nanoTime() + pauseNanos;
    pauseNanos = Math.min(pauseNanos * 2, options.reconnectMax().toNanos());
  }

  private void disconnect(ZMQ.Socket current, Ending how) {
    close(current);
    socket = null;
    backOff();
    if (connected) {
      connected = false;
      call(() -> listener.disconnected(how));
    }
  }

  private void close(ZMQ.Socket current) {
    pump.close(current, 0);
    if (frames != null) {
      frames.close();
    }
  }

  private boolean receive(ZMQ.Socket current) {
    for (int i = 0; i < BATCH; i++) {
      Msg first = current.base().recv(zmq.ZMQ.ZMQ_DONTWAIT);
      if (first == null) {
        return false;
      }
      receive(current, first);
    }
    return true;
  }

  private void receive(ZMQ.Socket current, Msg first) {
    Msg last = first;
    int parts = 1;
    while (last != null && last.hasMore()) {
      last = current.base().recv(zmq.ZMQ.ZMQ_DONTWAIT);
      parts++;
    }
    if (last == null || parts > 2) {
      drops.add("a publication of more than two frames");
      return;
    }
    byte[] body = last.data();
    if (parts == 1) {
      call(() -> listener.received(null, body));
      return;
    }
    String topic = new String(first.data(), StandardCharsets.UTF_8);
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
  public long nextRun() {
    long otherwise = System.nanoTime() + IDLE_NANOS;
    return link.nextCheck(connected || resolving ? otherwise : due);
  }

  @Override
  public void release() {
    closed = true;
    connected = false;
    if (socket != null) {
      close(socket);
      socket = null;
    }
  }
}
