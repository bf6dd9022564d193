// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import io.saltern.api.transport.Endpoint;
import io.saltern.api.transport.RequestClient;
import io.saltern.api.transport.TransportOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Requests over a small pool of connections that grows with what is under way. */
final class ZmqRequestClient implements RequestClient, Loop.Work, RequestConnection.Owner {
  private static final Logger LOG = LoggerFactory.getLogger(ZmqRequestClient.class);
  private static final int MAX_CONNECTIONS = 16;
  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final Loop loop;
  private final Resolver resolver;
  private final Endpoint server;
  private final Arrivals arrivals;
  private final TransportOptions options;
  private final Drops drops;
  private final BoundedQueue<PendingRequest> arriving;
  private final Deque<PendingRequest> waiting = new ArrayDeque<>();
  private final PriorityQueue<PendingRequest> deadlines =
      new PriorityQueue<>(Comparator.comparingLong(PendingRequest::deadline));
  private final Set<RequestConnection> connecting = new HashSet<>();
  private final Set<RequestConnection> busy = new HashSet<>();
  private final Deque<RequestConnection> idle = new ArrayDeque<>();
  private @Nullable InetSocketAddress address;
  private boolean resolving;
  private long pauseNanos;
  private long connectAgain = System.nanoTime();
  private volatile boolean closed;

  ZmqRequestClient(
      Loop loop, Arrivals arrivals, Resolver resolver, Endpoint server, TransportOptions options) {
    this.loop = loop;
    this.resolver = resolver;
    this.server = server;
    this.arrivals = arrivals;
    this.options = options;
    drops = new Drops("requests to " + server);
    arriving = new BoundedQueue<>(options.queueBound());
    pauseNanos = options.reconnectFirst().toNanos();
    loop.add(this);
  }

  @Override
  public CompletableFuture<byte[]> request(byte[] body, Duration timeout) {
    CompletableFuture<byte[]> future = new CompletableFuture<>();
    long deadline = System.nanoTime() + timeout.toNanos();
    if (closed) {
      future.completeExceptionally(new IOException("the client of " + server + " is closed"));
    } else if (arriving.offer(new PendingRequest(body, deadline, future))) {
      loop.wake();
      if (closed) {
        drain("the client of " + server + " is closed");
      }
    } else {
      drops.add("too many requests wait to be sent");
      future.completeExceptionally(new IOException("too many requests to " + server + " wait"));
    }
    return future;
  }

  private void drain(String reason) {
    PendingRequest request;
    while ((request = arriving.poll()) != null) {
      request.fail(reason);
    }
  }

  @Override
  public void close() {
    closed = true;
    loop.remove(this);
  }

  @Override
  public void run(long now) {
    expire(now);
    accept();
    assign();
    connect(now);
    closeIdle(now);
  }

  private void accept() {
    while (waiting.size() < options.queueBound()) {
      PendingRequest request = arriving.poll();
      if (request == null) {
        return;
      }
      waiting.add(request);
      deadlines.add(request);
    }
  }

  private void expire(long now) {
    PendingRequest request;
    while ((request = deadlines.peek()) != null && request.isExpired(now)) {
      deadlines.remove();
      waiting.remove(request);
      closeConnectionOf(request);
      request.expire(server.toString());
    }
  }

  /** So that a late answer cannot be taken for the answer to the next request. */
  private void closeConnectionOf(PendingRequest request) {
    busy.stream()
        .filter(connection -> connection.current() == request)
        .findFirst()
        .ifPresent(
            connection -> {
              busy.remove(connection);
              loop.close(connection.connection());
            });
  }

  private void assign() {
    while (!waiting.isEmpty() && !idle.isEmpty()) {
      RequestConnection connection = idle.pop();
      PendingRequest request = waiting.remove();
      if (connection.send(request)) {
        busy.add(connection);
      } else {
        loop.close(connection.connection());
        deadlines.remove(request);
        request.fail(server + " does not read what it is sent");
      }
    }
  }

  private void connect(long now) {
    int missing = Math.min(waiting.size(), MAX_CONNECTIONS - busy.size()) - connecting.size();
    if (missing <= 0 || resolving || now - connectAgain < 0) {
      return;
    }
    InetSocketAddress known = address;
    if (known == null) {
      resolving = true;
      resolver.resolve(server, options, found -> loop.execute(() -> resolved(found)));
      return;
    }
    try {
      for (int i = 0; i < missing; i++) {
        connecting.add(new RequestConnection(loop, known, options, arrivals, drops, this));
      }
    } catch (IOException e) {
      LOG.debug("cannot connect to {}", server, e);
      backOff();
    }
  }

  private void resolved(@Nullable InetSocketAddress found) {
    resolving = false;
    address = found;
    if (found == null) {
      backOff();
    }
  }

  private void backOff() {
    // the name may mean another address next time
    address = null;
    long now = System.nanoTime();
    if (now - connectAgain >= 0) {
      connectAgain = now + pauseNanos;
      pauseNanos = Math.min(pauseNanos * 2, options.reconnectMax().toNanos());
    }
  }

  @Override
  public void ready(RequestConnection connection) {
    pauseNanos = options.reconnectFirst().toNanos();
    connecting.remove(connection);
    idle.push(connection);
  }

  @Override
  public void answered(RequestConnection connection, PendingRequest request, byte[] answer) {
    busy.remove(connection);
    idle.push(connection);
    deadlines.remove(request);
    request.answer(answer);
  }

  @Override
  public void ended(RequestConnection connection, @Nullable PendingRequest request) {
    idle.remove(connection);
    if (connecting.remove(connection)) {
      backOff();
    }
    if (request != null && busy.remove(connection)) {
      deadlines.remove(request);
      request.fail("the connection to " + server + " ended before the answer");
    }
  }

  private void closeIdle(long now) {
    while (!idle.isEmpty() && now - idle.getLast().idleSince() > IDLE_NANOS) {
      loop.close(idle.removeLast().connection());
      if (idle.isEmpty() && busy.isEmpty()) {
        address = null;
      }
    }
  }

  @Override
  public long nextRun(long now) {
    long next = Loop.Work.super.nextRun(now);
    PendingRequest request = deadlines.peek();
    if (request != null) {
      next = Math.min(next, request.deadline());
    }
    if (!waiting.isEmpty() && now - connectAgain < 0) {
      next = Math.min(next, connectAgain);
    }
    return next;
  }

  @Override
  public void release() {
    closed = true;
    String reason = "the client of " + server + " is closed";
    drain(reason);
    deadlines.forEach(request -> request.fail(reason));
    Stream.of(connecting, busy, idle)
        .flatMap(Collection::stream)
        .map(RequestConnection::connection)
        .forEach(loop::close);
  }
}
