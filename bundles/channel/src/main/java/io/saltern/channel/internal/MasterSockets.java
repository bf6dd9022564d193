// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import io.saltern.api.config.CommonOptions;
import io.saltern.api.config.MasterOptions;
import io.saltern.api.config.Settings;
import io.saltern.api.transport.Endpoint;
import io.saltern.api.transport.PublishServer;
import io.saltern.api.transport.RequestHandler;
import io.saltern.api.transport.RequestServer;
import io.saltern.api.transport.Transport;
import io.saltern.api.transport.TransportOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The listening sockets of a master. When the bundle of their transport is replaced, they are
 * opened again on the new one, at the same addresses.
 */
final class MasterSockets implements AutoCloseable, Tools.TransportUser {
  private static final Logger LOG = LoggerFactory.getLogger(MasterSockets.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Tools tools;
  private final String transport;
  private final TransportOptions options;
  private final RequestHandler handler;
  private final Pool opener = new Pool("channel-opener", 1, 2);
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private Endpoint publishAt;
  private Endpoint requestsAt;
  private @Nullable Open open;
  private boolean closed;

  /** The open sockets and whose they are. */
  private record Open(Transport owner, PublishServer publisher, RequestServer requests) {
    void close() {
      requests.close();
      publisher.close();
    }
  }

  MasterSockets(Tools tools, Settings settings, RequestHandler handler) throws IOException {
    this.tools = tools;
    this.transport = settings.get(CommonOptions.TRANSPORT);
    this.options = ConnectionOptions.ofMaster(settings);
    this.handler = handler;
    String host = settings.get(MasterOptions.INTERFACE);
    this.publishAt = new Endpoint(host, settings.get(MasterOptions.PUBLISH_PORT).intValue());
    this.requestsAt = new Endpoint(host, settings.get(MasterOptions.RET_PORT).intValue());
    lock.lock();
    try {
      take(connect());
    } finally {
      lock.unlock();
    }
    tools.watch(this);
  }

  Endpoint publications() {
    lock.lock();
    try {
      return publishAt;
    } finally {
      lock.unlock();
    }
  }

  Endpoint requests() {
    lock.lock();
    try {
      return requestsAt;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Where to publish; waits a while when it is being replaced.
   *
   * @throws IllegalStateException when there is none
   */
  PublishServer publisher() {
    long left = PATIENCE.toNanos();
    lock.lock();
    try {
      while (open == null && !closed && left > 0) {
        left = changed.awaitNanos(left);
      }
      if (open == null) {
        throw new IllegalStateException("transport '" + transport + "' is away");
      }
      return open.publisher();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      lock.unlock();
    }
  }

  int subscribers() {
    Open now = now();
    return now == null ? 0 : now.publisher().subscribers();
  }

  long droppedRequests() {
    Open now = now();
    return now == null ? 0 : now.requests().dropped();
  }

  long droppedPublications() {
    Open now = now();
    return now == null ? 0 : now.publisher().dropped();
  }

  @Override
  public void transportGone(Transport service) {
    Open gone = null;
    lock.lock();
    try {
      if (open != null && open.owner().equals(service)) {
        gone = open;
        open = null;
      }
    } finally {
      lock.unlock();
    }
    if (gone != null) {
      LOG.info("Transport {} leaves: not reachable until it is back", transport);
      gone.close();
      reopen();
    }
  }

  @Override
  public void transportArrived() {
    reopen();
  }

  @Override
  public void close() {
    tools.unwatch(this);
    Open last;
    lock.lock();
    try {
      closed = true;
      last = open;
      open = null;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (last != null) {
      last.close();
    }
    opener.close();
  }

  private @Nullable Open now() {
    lock.lock();
    try {
      return open;
    } finally {
      lock.unlock();
    }
  }

  private void reopen() {
    if (tools.transport(transport).isPresent()) {
      opener.tryExecute(this::openAgain);
    }
  }

  private void openAgain() {
    long end = System.nanoTime() + PATIENCE.toNanos();
    lock.lock();
    try {
      while (open == null && !closed) {
        try {
          take(connect());
          LOG.info("Listening again at {} and {}", requestsAt, publishAt);
        } catch (IOException | RuntimeException e) {
          if (System.nanoTime() - end > 0) {
            LOG.error("Cannot listen again: {}", e.getMessage());
            return;
          }
          boolean signalled = changed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
          LOG.debug("Trying to listen again, woken: {}", signalled);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  private void take(Open fresh) {
    open = fresh;
    publishAt = fresh.publisher().endpoint();
    requestsAt = fresh.requests().endpoint();
    changed.signalAll();
  }

  private Open connect() throws IOException {
    try {
      return tools.transport(transport).call(this::connect);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private Open connect(Transport service) {
    PublishServer publisher = null;
    try {
      publisher = service.servePublications(publishAt, options);
      return new Open(service, publisher, service.serveRequests(requestsAt, options, handler));
    } catch (IOException e) {
      if (publisher != null) {
        publisher.close();
      }
      throw new UncheckedIOException(e);
    }
  }
}
