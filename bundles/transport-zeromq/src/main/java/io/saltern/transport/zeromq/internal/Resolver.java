// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import io.saltern.api.transport.Endpoint;
import io.saltern.api.transport.TransportOptions;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks host names up, off the pump: a name server may take its time. */
final class Resolver {
  private static final Logger LOG = LoggerFactory.getLogger(Resolver.class);
  private static final int THREADS = 2;
  private static final int WAITING = 256;

  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          5,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(WAITING),
          task -> {
            Thread thread = new Thread(null, task, "saltern-zmq-names", 128 * 1024);
            thread.setDaemon(true);
            return thread;
          });

  Resolver() {
    threads.allowCoreThreadTimeOut(true);
  }

  void close() {
    threads.shutdownNow();
  }

  /**
   * Finds the address of an endpoint, at once when it holds no name.
   *
   * @param then given the endpoint with an address for its host, or null when there is none; called
   *     on any thread
   */
  void resolve(Endpoint endpoint, TransportOptions options, Consumer<@Nullable Endpoint> then) {
    if (isAddress(endpoint.host())) {
      then.accept(endpoint);
      return;
    }
    try {
      threads.execute(() -> then.accept(lookUp(endpoint, options)));
    } catch (RejectedExecutionException e) {
      LOG.debug("cannot look {} up now", endpoint, e);
      then.accept(null);
    }
  }

  private static boolean isAddress(String host) {
    return host.indexOf(':') >= 0 || host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
  }

  private static @Nullable Endpoint lookUp(Endpoint endpoint, TransportOptions options) {
    try {
      InetAddress[] found = InetAddress.getAllByName(endpoint.host());
      Boolean ipv6 = options.ipv6();
      for (InetAddress address : found) {
        if (ipv6 == null || ipv6 == address instanceof Inet6Address) {
          return new Endpoint(address.getHostAddress(), endpoint.port());
        }
      }
      LOG.warn("{} has no address of the wanted kind", endpoint.host());
    } catch (UnknownHostException e) {
      LOG.warn("unknown host {}", endpoint.host());
    }
    return null;
  }
}
