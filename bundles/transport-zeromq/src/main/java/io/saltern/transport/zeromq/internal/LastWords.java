// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a loop that ends still sends: those that read slowly are given a moment. */
final class LastWords {
  private static final Logger LOG = LoggerFactory.getLogger(LastWords.class);
  private static final long LINGER_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

  private LastWords() {}

  /** Accepts and reads no more, and closes each connection that has been sent all. */
  static void send(Selector selector, Collection<Connection> connections) throws IOException {
    for (SelectionKey key : selector.keys()) {
      if (!(key.attachment() instanceof Connection)) {
        key.cancel();
      }
    }
    long end = System.nanoTime() + LINGER_NANOS;
    long left = LINGER_NANOS;
    while (left > 0) {
      connections.removeIf(LastWords::isDone);
      if (connections.isEmpty()) {
        return;
      }
      selector.select(key -> {}, TimeUnit.NANOSECONDS.toMillis(left) + 1);
      left = end - System.nanoTime();
    }
  }

  private static boolean isDone(Connection connection) {
    if (sendsLast(connection)) {
      return false;
    }
    connection.close();
    return true;
  }

  private static boolean sendsLast(Connection connection) {
    try {
      return connection.onlySends();
    } catch (IOException | CancelledKeyException e) {
      LOG.debug("{} went before the last that was sent", connection.host(), e);
      return false;
    }
  }
}
