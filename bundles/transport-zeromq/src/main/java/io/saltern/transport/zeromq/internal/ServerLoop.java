// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import io.saltern.api.transport.Endpoint;
import io.saltern.api.transport.TransportOptions;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Collection;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A listening socket and the one thread that accepts and reads its connections. */
final class ServerLoop implements Running {
  private static final Logger LOG = LoggerFactory.getLogger(ServerLoop.class);
  private static final int STACK_BYTES = 256 * 1024;
  private static final int BUFFER_BYTES = 64 << 10;
  private static final int ACCEPTED_AT_ONCE = 64;
  private static final long LINGER_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

  private final TransportOptions options;
  private final ServerRole role;
  private final Arrivals arrivals;
  private final Drops drops;
  private final Heartbeats heartbeats;
  private final ServerSocketChannel listening;
  private final Selector selector;
  private final SelectionKey accepting;
  private final Endpoint endpoint;
  private final Thread thread;
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private final AtomicBoolean woken = new AtomicBoolean();
  private volatile boolean stopping;
  private long nextTick = System.nanoTime();

  /**
   * Binds; {@link #start} begins to serve.
   *
   * @throws IOException when it cannot listen there; the message names the address
   */
  ServerLoop(
      String name,
      Endpoint bind,
      TransportOptions options,
      ServerRole role,
      Arrivals arrivals,
      Drops drops)
      throws IOException {
    this.options = options;
    this.role = role;
    this.arrivals = arrivals;
    this.drops = drops;
    heartbeats = Heartbeats.of(options);
    selector = Selector.open();
    listening = listen(bind);
    endpoint = bind.withPort(listening.socket().getLocalPort());
    accepting = listening.register(selector, SelectionKey.OP_ACCEPT);
    thread = new Thread(null, this::loop, name, STACK_BYTES);
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler(
        (t, e) -> LOG.error("thread {} died: its socket is dead", t.getName(), e));
  }

  private ServerSocketChannel listen(Endpoint bind) throws IOException {
    ServerSocketChannel channel = null;
    try {
      channel = Addresses.listen(bind, options);
      channel.configureBlocking(false);
      return channel;
    } finally {
      if (channel == null) {
        selector.close();
      }
    }
  }

  void start() {
    thread.start();
  }

  Endpoint endpoint() {
    return endpoint;
  }

  /** Those that are there, in whatever state. Any thread. */
  Collection<Connection> connections() {
    return connections;
  }

  /** Has {@link ServerRole#woken} called, soon. Any thread. */
  void wake() {
    if (!woken.getAndSet(true)) {
      selector.wakeup();
    }
  }

  @Override
  public void stop() {
    stopping = true;
    selector.wakeup();
  }

  @Override
  public Thread thread() {
    return thread;
  }

  private void loop() {
    try {
      while (!stopping) {
        selector.select(this::serve, Math.max(1, TimeUnit.NANOSECONDS.toMillis(untilTick())));
        if (woken.getAndSet(false)) {
          role.woken();
        }
        if (untilTick() <= 0) {
          tick();
        }
      }
      role.woken();
      sendLast();
    } catch (IOException e) {
      LOG.error("{}: a fault while waiting for connections", thread.getName(), e);
    } finally {
      end();
    }
  }

  private long untilTick() {
    return nextTick - System.nanoTime();
  }

  private void serve(SelectionKey ready) {
    if (ready == accepting) {
      accept();
      return;
    }
    Connection connection = (Connection) ready.attachment();
    boolean goesOn = false;
    try {
      goesOn = connection.serve(buffer);
    } catch (IOException | CancelledKeyException e) {
      LOG.debug("the connection from {} ended", connection.host(), e);
    } catch (RuntimeException e) {
      LOG.error("{}: a fault while serving {}", thread.getName(), connection.host(), e);
    } finally {
      if (!goesOn) {
        close(connection);
      }
    }
  }

  private void accept() {
    try {
      for (int i = 0; i < ACCEPTED_AT_ONCE; i++) {
        SocketChannel channel = listening.accept();
        if (channel == null) {
          return;
        }
        add(channel);
      }
    } catch (IOException e) {
      drops.add("a connection that could not be accepted", String.valueOf(e.getMessage()));
      // it waits to be accepted still: not to be tried over and over
      accepting.interestOps(0);
    }
  }

  private void add(SocketChannel channel) throws IOException {
    Connection connection = null;
    try {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.setOption(StandardSocketOptions.SO_KEEPALIVE, options.keepAlive());
      SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
      connection =
          new Connection(
              channel, key, role, heartbeats, arrivals, drops, Math.max(1, options.queueBound()));
      key.attach(connection);
      connection.greet();
      connections.add(connection);
    } catch (IOException e) {
      LOG.debug("a connection went at once", e);
      channel.close();
    }
  }

  private void tick() {
    long now = System.nanoTime();
    nextTick = now + heartbeats.tickNanos();
    accepting.interestOps(SelectionKey.OP_ACCEPT);
    for (Connection connection : connections) {
      if (!connection.tick(now)) {
        close(connection);
      }
    }
  }

  private void close(Connection connection) {
    connections.remove(connection);
    connection.close();
  }

  /** Gives those that read slowly a moment. */
  private void sendLast() throws IOException {
    accepting.cancel();
    long end = System.nanoTime() + LINGER_NANOS;
    while (!connections.isEmpty() && System.nanoTime() - end < 0) {
      Iterator<Connection> all = connections.iterator();
      while (all.hasNext()) {
        Connection connection = all.next();
        if (!sendsLast(connection)) {
          all.remove();
          connection.close();
        }
      }
      long left = end - System.nanoTime();
      if (!connections.isEmpty() && left > 0) {
        selector.select(key -> {}, TimeUnit.NANOSECONDS.toMillis(left) + 1);
      }
    }
  }

  private static boolean sendsLast(Connection connection) {
    try {
      return connection.onlySends();
    } catch (IOException | CancelledKeyException e) {
      LOG.debug("{} went before the last that was sent", connection.host(), e);
      return false;
    }
  }

  private void end() {
    connections.forEach(Connection::close);
    connections.clear();
    try {
      listening.close();
      selector.close();
    } catch (IOException e) {
      LOG.warn("{}: cannot close its socket", thread.getName(), e);
    }
  }
}
