// SPDX-License-Identifier: Apache-2.0
package io.saltern.ldap;

import io.saltern.ldap.LdapFailure.Stage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Connections that are kept for the next who needs one; the one used last is taken first. */
final class Connections implements AutoCloseable {
  /** Many servers and firewalls end what is idle for some minutes. */
  private static final Duration LONGEST_IDLE = Duration.ofSeconds(60);

  private record Idle(Connection connection, long since) {}

  private final Semaphore free;
  private final Deque<Idle> idle = new ArrayDeque<>();
  private boolean closed;

  Connections(int most) {
    free = new Semaphore(most, true);
  }

  /** Waits for the right to a connection. */
  void acquire(Deadline deadline) throws LdapFailure {
    try {
      if (!free.tryAcquire(deadline.left().toNanos(), TimeUnit.NANOSECONDS)) {
        throw new LdapFailure(Stage.CONNECT, "all connections are in use", null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LdapFailure(Stage.CONNECT, "interrupted", e);
    }
  }

  /** Gives that right back. */
  void release() {
    free.release();
  }

  /** One that is idle, for whoever has the right to it; null when there is none. */
  @Nullable Connection take() {
    while (true) {
      Idle last;
      synchronized (this) {
        last = idle.pollFirst();
      }
      if (last == null) {
        return null;
      }
      if (System.nanoTime() - last.since < LONGEST_IDLE.toNanos()) {
        return last.connection;
      }
      last.connection.close();
    }
  }

  /** Keeps one for the next. */
  void keep(Connection connection) {
    synchronized (this) {
      if (!closed) {
        idle.addFirst(new Idle(connection, System.nanoTime()));
        return;
      }
    }
    connection.close();
  }

  /** Ends those that are kept to a server. */
  void drop(LdapServer server) {
    List<Connection> dropped = new ArrayList<>();
    synchronized (this) {
      for (Idle one : idle) {
        if (one.connection.server().equals(server)) {
          dropped.add(one.connection);
        }
      }
      idle.removeIf(one -> dropped.contains(one.connection));
    }
    dropped.forEach(Connection::close);
  }

  /** Those that are in use are closed when they come back. */
  @Override
  public void close() {
    Deque<Idle> left;
    synchronized (this) {
      closed = true;
      left = new ArrayDeque<>(idle);
      idle.clear();
    }
    left.forEach(one -> one.connection.close());
  }
}
