// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/**
 * The one thread that touches the sockets of one ZeroMQ context, for such sockets are not
 * thread-safe. Other threads put work into queues and {@link #wake} it.
 */
final class Pump implements Running {
  /** Something that lives on the pump's thread. */
  interface Work {
    /**
     * Does a bounded part of what can be done now.
     *
     * @return whether there is more to do at once
     */
    boolean run();

    /** When to run at the latest, in terms of {@link System#nanoTime}. */
    long nextRun();

    /** Closes its sockets. Called once, on the pump's thread. */
    void release();
  }

  private static final Logger LOG = LoggerFactory.getLogger(Pump.class);
  private static final int STACK_BYTES = 256 * 1024;
  private static final int MAX_SOCKETS = 4096;
  private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final String name;
  private final ZMQ.Context context;
  private final Selector selector;
  private final Thread thread;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final Set<Work> works = new LinkedHashSet<>();
  private final AtomicBoolean woken = new AtomicBoolean();
  private final Drops failures;
  private volatile boolean stopping;

  Pump(String name) {
    this.name = name;
    failures = new Drops(name);
    try {
      selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    context = ZMQ.context(1);
    context.setMaxSockets(MAX_SOCKETS);
    context.setThreadFactor((target, part) -> thread(target, name + "-" + part));
    context.setNotificationExceptionHandler((t, e) -> failures.add("bad input", e.toString()));
    context.setUncaughtExceptionHandler(Pump::died);
    thread = thread(this::loop, name);
    thread.start();
  }

  private static Thread thread(Runnable target, String name) {
    Thread thread = new Thread(null, target, name, STACK_BYTES);
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler(Pump::died);
    return thread;
  }

  private static void died(Thread thread, Throwable e) {
    LOG.error("thread {} died: its sockets are dead", thread.getName(), e);
  }

  /** A socket of this pump's context, to be used on one thread at a time. */
  ZMQ.Socket socket(SocketType type) {
    return context.socket(type);
  }

  /** Runs something on the pump's thread, soon. */
  void execute(Runnable task) {
    tasks.add(task);
    wake();
  }

  /** Makes the pump look at all its work, soon. Never blocks. */
  void wake() {
    if (!woken.getAndSet(true) && Thread.currentThread() != thread) {
      selector.wakeup();
    }
  }

  /** Adds work and, unless stopping, runs it from now on. Any thread. */
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

  /** Watches a socket of the pump. On the pump's thread. */
  void watch(ZMQ.Socket socket) {
    try {
      SelectableChannel channel = socket.getFD();
      channel.register(selector, SelectionKey.OP_READ);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Closes a socket; what is unsent is given {@code lingerMillis}. On the pump's thread. */
  void close(ZMQ.Socket socket, int lingerMillis) {
    SelectionKey key = socket.getFD().keyFor(selector);
    if (key != null) {
      key.cancel();
    }
    socket.setLinger(lingerMillis);
    socket.close();
  }

  /** Makes the I/O thread look anew at what it watches, see {@link Link}. On the pump's thread. */
  void nudge() {
    ZMQ.Socket listening = socket(SocketType.PAIR);
    listening.setBacklog(1);
    listening.bind("tcp://127.0.0.1:*");
    close(listening, 0);
  }

  boolean isPumpThread() {
    return Thread.currentThread() == thread;
  }

  @Override
  public void stop() {
    stopping = true;
    wake();
  }

  @Override
  public Thread thread() {
    return thread;
  }

  private void loop() {
    try {
      while (!stopping) {
        woken.set(false);
        boolean more = turn();
        if (!more && !stopping) {
          await();
        }
      }
    } finally {
      end();
    }
  }

  private boolean turn() {
    Runnable task;
    while ((task = tasks.poll()) != null) {
      guarded(task);
    }
    boolean more = false;
    for (Work work : works) {
      try {
        more |= work.run();
      } catch (RuntimeException e) {
        LOG.error("{}: a fault while serving a socket", name, e);
      }
    }
    return more;
  }

  private void await() {
    long now = System.nanoTime();
    long wait = LONGEST_WAIT_NANOS;
    for (Work work : works) {
      wait = Math.min(wait, work.nextRun() - now);
    }
    try {
      if (woken.get() || wait <= 0) {
        selector.selectNow();
      } else {
        selector.select(Math.max(1, TimeUnit.NANOSECONDS.toMillis(wait + 999_999)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    selector.selectedKeys().clear();
  }

  private void end() {
    Runnable task;
    while ((task = tasks.poll()) != null) {
      guarded(task);
    }
    works.forEach(work -> guarded(work::release));
    works.clear();
    try {
      selector.close();
    } catch (IOException e) {
      LOG.warn("{}: cannot close its selector", name, e);
    }
    context.close();
  }

  private void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.error("{}: a fault in a task", name, e);
    }
  }
}
