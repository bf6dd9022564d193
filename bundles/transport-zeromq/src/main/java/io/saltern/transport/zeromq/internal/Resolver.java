// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import io.saltern.api.transport.Endpoint;
import io.saltern.api.transport.TransportOptions;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks host names up, off the loop: a name server may take its time. */
final class Resolver {
  private static final Logger LOG = LoggerFactory.getLogger(Resolver.class);
  private static final Pattern IPV4 =
      Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}");
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
   * @param then given the address, or null when there is none; called on any thread
   */
  void resolve(
      Endpoint endpoint, TransportOptions options, Consumer<@Nullable InetSocketAddress> then) {
    if (isAddress(endpoint.host())) {
      then.accept(lookUp(endpoint, null));
      return;
    }
    try {
      threads.execute(() -> then.accept(lookUp(endpoint, options.ipv6())));
    } catch (RejectedExecutionException e) {
      LOG.debug("cannot look {} up now", endpoint, e);
      then.accept(null);
    }
  }

  private static boolean isAddress(String host) {
    return host.indexOf(':') >= 0 || IPV4.matcher(host).matches();
  }

  /**
   * @param ipv6 the wanted kind, null = any
   */
  private static @Nullable InetSocketAddress lookUp(Endpoint endpoint, @Nullable Boolean ipv6) {
    try {
      for (InetAddress address : InetAddress.getAllByName(endpoint.host())) {
        if (ipv6 == null || ipv6 == address instanceof Inet6Address) {
          return new InetSocketAddress(address, endpoint.port());
        }
      }
      LOG.warn("{} has no address of the wanted kind", endpoint.host());
    } catch (UnknownHostException e) {
      LOG.warn("unknown host {}", endpoint.host());
    }
    return null;
  }
}
