// SPDX-License-Identifier: Apache-2.0
package io.saltern.bench.minions;

import io.saltern.bench.zmtp.Connection;
import io.saltern.bench.zmtp.ConnectionListener;
import io.saltern.bench.zmtp.Loop;
import io.saltern.bench.zmtp.PeerType;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Requests to one master, one at a time, on a connection that is opened when needed. Belongs to the
 * loop's thread.
 */
final class RequestLink implements ConnectionListener {
  /** The answer to a request, or why there is none; one of the two is called, once. */
  interface Handler {
    void answered(byte[] body);

    void failed(String reason);
  }

  private final Loop loop;
  private final InetSocketAddress master;
  private @Nullable Connection connection;
  private byte @Nullable [] unsent;
  private @Nullable Handler handler;
  private Duration timeout = Duration.ZERO;
  private long deadline;

  RequestLink(Loop loop, InetSocketAddress master) {
    this.loop = loop;
    this.master = master;
  }

  void send(byte[] body, Duration patience, Handler whoAsks) {
    if (handler != null) {
      throw new IllegalStateException("a request is under way");
    }
    handler = whoAsks;
    timeout = patience;
    deadline = System.nanoTime() + patience.toNanos();
    if (connection == null) {
      connection = loop.connect(PeerType.REQ, master, this);
    }
    if (connection.isReady()) {
      connection.request(body);
    } else {
      unsent = body;
    }
  }

  /** Gives the request up when its time is over. */
  void expire(long now) {
    if (handler != null && deadline - now < 0) {
      drop();
      fail("no answer in " + timeout.toSeconds() + " s");
    }
  }

  void close() {
    drop();
    handler = null;
  }

  @Override
  public void ready() {
    if (unsent != null && connection != null) {
      byte[] body = unsent;
      unsent = null;
      connection.request(body);
    }
  }

  @Override
  public void message(byte[] body) {
    Handler whoAsked = handler;
    handler = null;
    if (whoAsked != null) {
      whoAsked.answered(body);
    }
  }

  @Override
  public void closed(String reason) {
    connection = null;
    unsent = null;
    fail(reason);
  }

  private void fail(String reason) {
    Handler whoAsked = handler;
    handler = null;
    if (whoAsked != null) {
      whoAsked.failed(reason);
    }
  }

  private void drop() {
    if (connection != null) {
      connection.close();
      connection = null;
    }
    unsent = null;
  }
}
