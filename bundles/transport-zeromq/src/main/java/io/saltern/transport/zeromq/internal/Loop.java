// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that accepts, makes, reads and watches the connections of one or more sockets. */
final class Loop implements Running {
  /** Something that lives on the loop's thread. */
  interface Work {
    /** Does what can be done now. Called each time the loop has woken. */
    void run(long now);

    /** When to run at the latest, in terms of {@link System#nanoTime}. */
    default long nextRun(long now) {
      return now + LONGEST_WAIT_NANOS;
    }

    /** The loop has ended, or does no more for it. Called once. */
    default void release() {}
  }

  private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
  private static final int STACK_BYTES = 256 * 1024;
  private static final int BUFFER_BYTES = 64 << 10;
  private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** A connection may ask for a shorter time to live than was agreed on. */
  private static final long LONGEST_TICK_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Thousands of connections are not looked at more often than that. */
  private static final long SHORTEST_TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final Selector selector;
  private final Thread thread;
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final Set<Work> works = new LinkedHashSet<>();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private final AtomicBoolean woken = new AtomicBoolean();
  private volatile boolean stopping;
  private long nextTick = System.nanoTime();

  /** {@link #start} begins to serve. */
  Loop(String name) throws IOException {
    selector = Selector.open();
    thread = new Thread(null, this::loop, name, STACK_BYTES);
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler(
        (t, e) -> LOG.error("thread {} died: its sockets are dead", t.getName(), e));
  }

  Loop start() {
    thread.start();
    return this;
  }

  /** Those that are there, in whatever state. Any thread. */
  Collection<Connection> connections() {
    return connections;
  }

  /** Has all {@link Work} run, soon. Never blocks. Any thread. */
  void wake() {
    if (!woken.getAndSet(true)) {
      selector.wakeup();
    }
  }

  /** Runs something on the loop's thread, soon. Any thread. */
  void execute(Runnable task) {
    tasks.add(task);
    wake();
  }

  /** Adds work and runs it from now on. Any thread. */
  void add(Work work) {
    execute(() -> works.add(work));
  }

  /** Takes work off and releases it. Any thread. */
  void remove(Work work) {
    execute(
        () -> {
          if (works.remove(work)) {
            guarded(work::release);
          }
        });
  }

  /** Watches a listening socket. Before {@link #start}. */
  SelectionKey watch(ServerSocketChannel listening, Runnable accept) throws IOException {
    listening.configureBlocking(false);
    return listening.register(selector, SelectionKey.OP_ACCEPT, accept);
  }

  /** Takes over a connection that a listening socket accepted. On the loop's thread. */
  void accepted(SocketChannel channel, Terms terms) throws IOException {
    try {
      Connection connection = prepare(channel, terms, SelectionKey.OP_READ);
      connection.greet();
      add(connection);
    } catch (IOException e) {
      LOG.debug("a connection went at once", e);
      channel.close();
    }
  }

  /**
   * Begins to connect. On the loop's thread.
   *
   * @throws IOException when that fails at once; otherwise the role is told how it ends
   */
  Connection connect(InetSocketAddress address, Terms terms) throws IOException {
    SocketChannel channel = SocketChannel.open();
    boolean begun = false;
    try {
      Connection connection = prepare(channel, terms, SelectionKey.OP_CONNECT);
      connection.connect(address);
      add(connection);
      begun = true;
      return connection;
    } catch (UnsupportedAddressTypeException e) {
      throw new IOException("this machine cannot reach addresses like " + address, e);
    } finally {
      if (!begun) {
        channel.close();
      }
    }
  }

  private Connection prepare(SocketChannel channel, Terms terms, int operations)
      throws IOException {
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.setOption(StandardSocketOptions.SO_KEEPALIVE, terms.options().keepAlive());
    SelectionKey key = channel.register(selector, operations);
    Connection connection = new Connection(channel, key, terms);
    key.attach(connection);
    return connection;
  }

  private void add(Connection connection) {
    connections.add(connection);
    nextTick = Math.min(nextTick, connection.due());
  }

  /** Ends a connection; its role is not told. On the loop's thread. */
  void close(Connection connection) {
    connections.remove(connection);
    connection.close();
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
        selector.select(this::serve, untilNext());
        woken.set(false);
        turn();
      }
      turn();
      LastWords.send(selector, connections);
    } catch (IOException e) {
      LOG.error("{}: a fault while waiting for connections", thread.getName(), e);
    } finally {
      end();
    }
  }

  private long untilNext() {
    if (woken.get()) {
      return 1;
    }
    long now = System.nanoTime();
    long wait = connections.isEmpty() ? LONGEST_WAIT_NANOS : nextTick - now;
    for (Work work : works) {
      wait = Math.min(wait, work.nextRun(now) - now);
    }
    return Math.max(1, TimeUnit.NANOSECONDS.toMillis(wait + 999_999));
  }

  private void serve(SelectionKey ready) {
    if (ready.attachment() instanceof Runnable accept) {
      guarded(accept);
      return;
    }
    Connection connection = (Connection) ready.attachment();
    boolean goesOn = false;
    try {
      goesOn = connection.serve(buffer);
    } catch (IOException | CancelledKeyException e) {
      LOG.debug("the connection with {} ended", connection.host(), e);
    } catch (RuntimeException e) {
      LOG.error("{}: a fault while serving {}", thread.getName(), connection.host(), e);
    } finally {
      if (!goesOn) {
        drop(connection);
      }
    }
  }

  private void drop(Connection connection) {
    close(connection);
    guarded(connection::ended);
  }

  private void turn() {
    Runnable task;
    while ((task = tasks.poll()) != null) {
      guarded(task);
    }
    long now = System.nanoTime();
    if (nextTick - now <= 0) {
      tick(now);
    }
    works.forEach(work -> guarded(() -> work.run(now)));
  }

  private void tick(long now) {
    long next = now + LONGEST_TICK_NANOS;
    for (Connection connection : connections) {
      if (connection.tick(now)) {
        next = Math.min(next, connection.due());
      } else {
        drop(connection);
      }
    }
    nextTick = Math.max(next, now + SHORTEST_TICK_NANOS);
  }

  private void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.error("{}: a fault", thread.getName(), e);
    }
  }

  private void end() {
    works.forEach(work -> guarded(work::release));
    works.clear();
    connections.forEach(Connection::close);
    connections.clear();
    try {
      selector.close();
    } catch (IOException e) {
      LOG.warn("{}: cannot close its selector", thread.getName(), e);
    }
  }
}
