// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import io.saltern.api.transport.Endpoint;
import io.saltern.api.transport.RequestHandler;
import io.saltern.api.transport.RequestServer;
import io.saltern.api.transport.TransportOptions;
import java.io.IOException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a ROUTER socket does: messages {@code ["", body]} in and out. */
final class ZmqRequestServer implements RequestServer, Role {
  private static final Logger LOG = LoggerFactory.getLogger(ZmqRequestServer.class);

  /** Delimiter and body, and two to spare; more is memory without a bound. */
  private static final int MAX_PARTS = 4;

  private final RequestHandler handler;
  private final Drops drops;
  private final Acceptor acceptor;
  private final Loop loop;
  private final Consumer<Running> onClose;

  /**
   * @param onClose told when it is closed
   */
  ZmqRequestServer(
      Arrivals arrivals,
      Endpoint bind,
      TransportOptions options,
      RequestHandler handler,
      Consumer<Running> onClose)
      throws IOException {
    this.handler = handler;
    this.onClose = onClose;
    drops = new Drops("requests on " + bind);
    acceptor =
        Acceptor.open(
            "saltern-zmq-requests", bind, Terms.of(Kind.ROUTER, this, options, arrivals, drops));
    loop = acceptor.loop();
  }

  /** Begins to serve. */
  Running start() {
    return loop.start();
  }

  @Override
  public Endpoint endpoint() {
    return acceptor.endpoint();
  }

  @Override
  public long dropped() {
    return drops.count();
  }

  /** How many connections there are, in whatever state. */
  int connections() {
    return loop.connections().size();
  }

  @Override
  public void close() {
    onClose.accept(loop);
    loop.stop();
    loop.join();
  }

  @Override
  public Talk begin(Connection connection) {
    return new Requests(connection);
  }

  /** Any thread. */
  void reply(Connection connection, byte[] body) {
    if (!connection.send(Zmtp.delimited(body))) {
      drops.add("a reply to a peer that does not read");
    }
  }

  private void hand(Connection connection, byte[] body) {
    try {
      handler.handle(new ZmqInboundRequest(this, connection, body));
    } catch (RuntimeException e) {
      LOG.error("the handler of requests on {} failed", endpoint(), e);
      drops.add("a request whose handler failed");
    }
  }

  /** Makes requests of frames. */
  private final class Requests implements Talk {
    private final Connection connection;
    private boolean delimited;
    private int parts;

    Requests(Connection connection) {
      this.connection = connection;
    }

    @Override
    public boolean heard(boolean more, byte[] body) {
      parts++;
      if (parts == 1) {
        // whatever else came first is not kept while the rest is waited for
        delimited = body.length == 0;
      }
      if (more) {
        return parts < MAX_PARTS;
      }
      if (parts == 2 && delimited) {
        hand(connection, body);
      } else {
        drops.add("a request that is not [identity, empty, body]");
      }
      parts = 0;
      return true;
    }
  }
}
