// SPDX-License-Identifier: Apache-2.0
package io.saltern.bench.zmtp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** One thread that serves all connections; what belongs to a connection happens on it. */
public final class Loop implements AutoCloseable {
  private static final int BUFFER = 1 << 18;
  private static final long IDLE = 1000;

  private final Selector selector;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final PriorityQueue<Timer> timers = new PriorityQueue<>();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
  private final Thread thread;
  private volatile boolean open = true;

  public Loop() {
    try {
      selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    thread = new Thread(this::run, "minions");
    thread.setDaemon(true);
    thread.start();
  }

  /** Runs a task on the loop's thread, soon. From any thread. */
  public void execute(Runnable task) {
    tasks.add(task);
    selector.wakeup();
  }

  /** Runs a task later. On the loop's thread only. */
  public void after(Duration delay, Runnable task) {
    timers.add(new Timer(System.nanoTime() + delay.toNanos(), task));
  }

  /** Opens a connection; the listener hears what becomes of it. On the loop's thread only. */
  public Connection connect(PeerType type, InetSocketAddress peer, ConnectionListener listener) {
    try {
      return new Connection(selector, type, peer, listener);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open a socket", e);
    }
  }

  @Override
  public void close() {
    open = false;
    selector.wakeup();
    try {
      thread.join(Duration.ofSeconds(5).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (selector) {
      while (open) {
        selector.select(this::handle, patience());
        runTasks();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void handle(SelectionKey key) {
    if (key.isValid()) {
      ((Connection) key.attachment()).handle(buffer);
    }
  }

  /** Until the next timer, in milliseconds, never 0: that would be for ever. */
  private long patience() {
    Timer next = timers.peek();
    long millis = next == null ? IDLE : (next.at - System.nanoTime()) / 1_000_000;
    return Math.max(1, Math.min(IDLE, millis));
  }

  private void runTasks() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
    long now = System.nanoTime();
    for (Timer timer = timers.peek(); timer != null && timer.at - now <= 0; timer = timers.peek()) {
      timers.remove();
      timer.task.run();
    }
  }

  private record Timer(long at, Runnable task) implements Comparable<Timer> {
    @Override
    public int compareTo(Timer other) {
      return Long.signum(at - other.at);
    }
  }
}
