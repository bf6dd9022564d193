// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import io.saltern.api.transport.Endpoint;
import io.saltern.api.transport.RequestClient;
import io.saltern.api.transport.TransportOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zeromq.ZMQException;

/** Requests over a small pool of connections that grows with what is under way. */
final class ZmqRequestClient implements RequestClient, Pump.Work {
  private static final Logger LOG = LoggerFactory.getLogger(ZmqRequestClient.class);
  private static final int MAX_CONNECTIONS = 16;
  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Pump pump;
  private final Resolver resolver;
  private final Endpoint server;
  private final Arrivals arrivals;
  private final TransportOptions options;
  private final Drops drops;
  private final BoundedQueue<PendingRequest> arriving;
  private final Deque<PendingRequest> waiting = new ArrayDeque<>();
  private final PriorityQueue<PendingRequest> deadlines =
      new PriorityQueue<>(Comparator.comparingLong(PendingRequest::deadline));
  private final List<RequestConnection> busy = new ArrayList<>();
  private final Deque<RequestConnection> idle = new ArrayDeque<>();
  private @Nullable Endpoint address;
  private boolean resolving;
  private long resolveAgain = System.nanoTime();
  private volatile boolean closed;

  ZmqRequestClient(
      Pump pump, Arrivals arrivals, Resolver resolver, Endpoint server, TransportOptions options) {
    this.pump = pump;
    this.resolver = resolver;
    this.server = server;
    this.arrivals = arrivals;
    this.options = options;
    drops = new Drops("requests to " + server);
    arriving = new BoundedQueue<>(options.queueBound());
    pump.add(this);
  }

  @Override
  public CompletableFuture<byte[]> request(byte[] body, Duration timeout) {
    CompletableFuture<byte[]> future = new CompletableFuture<>();
    long deadline = System.nanoTime() + timeout.toNanos();
    if (closed) {
      future.completeExceptionally(new IOException("the client of " + server + " is closed"));
    } else if (arriving.offer(new PendingRequest(body, deadline, future))) {
      pump.wake();
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
    pump.remove(this);
  }

  @Override
  public boolean run() {
    long now = System.nanoTime();
    receive(now);
    busy.forEach(connection -> connection.check(now));
    expire(now);
    accept();
    assign(now);
    closeIdle(now);
    return false;
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

  private void receive(long now) {
    for (int i = busy.size() - 1; i >= 0; i--) {
      RequestConnection connection = busy.get(i);
      boolean broken = connection.isBroken(now);
      PendingRequest request = connection.current();
      byte[] answer = connection.receive();
      if (answer != null && request != null) {
        busy.remove(i);
        deadlines.remove(request);
        request.answer(answer);
        idle.push(connection);
      } else if (broken && request != null) {
        busy.remove(i);
        deadlines.remove(request);
        connection.close();
        request.fail("the connection to " + server + " ended before the answer");
      }
    }
    idle.forEach(RequestConnection::receive);
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
    for (int i = 0; i < busy.size(); i++) {
      if (busy.get(i).current() == request) {
        busy.remove(i).close();
        return;
      }
    }
  }

  private void assign(long now) {
    while (!waiting.isEmpty() && mayConnect(now)) {
      RequestConnection connection = freeConnection(now);
      if (connection == null) {
        return;
      }
      PendingRequest request = waiting.remove();
      connection.send(request);
      busy.add(connection);
    }
  }

  private boolean mayConnect(long now) {
    if (address != null) {
      return true;
    }
    if (!resolving && now - resolveAgain >= 0) {
      resolving = true;
      resolver.resolve(server, options, found -> pump.execute(() -> resolved(found)));
    }
    return false;
  }

  private void resolved(@Nullable Endpoint found) {
    resolving = false;
    address = found;
    resolveAgain = System.nanoTime() + RETRY_NANOS;
  }

  private @Nullable RequestConnection freeConnection(long now) {
    RequestConnection connection;
    while ((connection = idle.poll()) != null) {
      if (!connection.isBroken(now)) {
        return connection;
      }
      connection.close();
    }
    if (address == null || busy.size() >= MAX_CONNECTIONS) {
      return null;
    }
    try {
      return new RequestConnection(pump, arrivals, address, options, drops);
    } catch (ZMQException | IllegalArgumentException e) {
      LOG.warn("cannot connect to {}: {}", server, e.getMessage());
      resolved(null);
      return null;
    }
  }

  private void closeIdle(long now) {
    while (!idle.isEmpty() && now - idle.getLast().idleSince() > IDLE_NANOS) {
      idle.removeLast().close();
      if (idle.isEmpty() && busy.isEmpty()) {
        // the name may mean another address next time
        address = null;
      }
    }
  }

  @Override
  public long nextRun() {
    long next = System.nanoTime() + RETRY_NANOS;
    PendingRequest request = deadlines.peek();
    if (request != null && request.deadline() - next < 0) {
      next = request.deadline();
    }
    for (RequestConnection connection : busy) {
      next = connection.nextCheck(next);
    }
    return next;
  }

  @Override
  public void release() {
    closed = true;
    String reason = "the client of " + server + " is closed";
    drain(reason);
    deadlines.forEach(request -> request.fail(reason));
    busy.forEach(RequestConnection::close);
    idle.forEach(RequestConnection::close);
  }
}
