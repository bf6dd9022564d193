// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import io.saltern.api.transport.Endpoint;
import io.saltern.api.transport.RequestHandler;
import io.saltern.api.transport.RequestServer;
import io.saltern.api.transport.TransportOptions;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import zmq.Msg;
import zmq.SocketBase;
import zmq.ZError;
import zmq.io.Metadata;

/** A ROUTER socket: frames {@code [identity, "", body]} in and out. */
final class ZmqRequestServer implements RequestServer, Pump.Work {
  private static final Logger LOG = LoggerFactory.getLogger(ZmqRequestServer.class);
  private static final int BATCH = 256;
  private static final int LINGER_MILLIS = 300;

  /** Replies are handed over in bursts by many threads; they leave within a millisecond or so. */
  private static final int REPLY_BOUND = 65_536;

  private record Reply(Msg identity, Msg body, String address) {}

  private final Pump pump;
  private final ZMQ.Socket socket;
  private final SocketBase base;
  private final Endpoint endpoint;
  private final RequestHandler handler;
  private final Runnable onClose;
  private final Drops drops;
  private final Peers peers;
  private final long sweepNanos;
  private final BoundedQueue<Reply> replies = new BoundedQueue<>(REPLY_BOUND);
  private long nextSweep = System.nanoTime();

  /**
   * @param onClose called when it is closed
   */
  ZmqRequestServer(
      Pump pump,
      Arrivals arrivals,
      Endpoint bind,
      TransportOptions options,
      RequestHandler handler,
      Runnable onClose)
      throws IOException {
    this.pump = pump;
    this.handler = handler;
    this.onClose = onClose;
    sweepNanos = Sockets.sweepNanos(options);
    drops = new Drops("requests on " + bind);
    socket = pump.socket(SocketType.ROUTER);
    base = socket.base();
    peers = Sockets.listening(socket, false, options, options.maxMessageBytes(), arrivals, drops);
    socket.setRouterMandatory(true);
    socket.setRouterHandover(true);
    endpoint = Sockets.bind(socket, bind, options);
    pump.execute(() -> pump.watch(socket));
    pump.add(this);
  }

  @Override
  public Endpoint endpoint() {
    return endpoint;
  }

  @Override
  public long dropped() {
    return drops.count();
  }

  Peers peers() {
    return peers;
  }

  @Override
  public void close() {
    onClose.run();
    pump.stop();
    pump.join();
  }

  /** Any thread. */
  void reply(byte[] identity, byte[] body, String address) {
    if (replies.offer(new Reply(new Msg(identity), new Msg(body), address))) {
      pump.wake();
    } else {
      drops.add("a reply, for too many wait to be sent");
    }
  }

  @Override
  public boolean run() {
    boolean more = send();
    more |= receive();
    long now = System.nanoTime();
    if (now - nextSweep >= 0) {
      peers.sweep(now);
      nextSweep = now + sweepNanos;
    }
    return more;
  }

  @Override
  public long nextRun() {
    return nextSweep;
  }

  @Override
  public void release() {
    while (send()) {
      LOG.debug("sending the last replies on {}", endpoint);
    }
    pump.close(socket, LINGER_MILLIS);
  }

  private boolean send() {
    for (int i = 0; i < BATCH; i++) {
      Reply reply = replies.poll();
      if (reply == null) {
        return false;
      }
      send(reply);
    }
    return true;
  }

  private void send(Reply reply) {
    if (base.send(reply.identity, zmq.ZMQ.ZMQ_SNDMORE | zmq.ZMQ.ZMQ_DONTWAIT)) {
      base.send(new Msg(), zmq.ZMQ.ZMQ_SNDMORE | zmq.ZMQ.ZMQ_DONTWAIT);
      base.send(reply.body, zmq.ZMQ.ZMQ_DONTWAIT);
    } else if (base.errno() == ZError.EAGAIN && peers.isConnected(reply.address)) {
      drops.add("a reply to a peer that does not read");
    } else {
      LOG.debug("a peer went before its reply");
    }
  }

  private boolean receive() {
    for (int i = 0; i < BATCH; i++) {
      Msg identity = base.recv(zmq.ZMQ.ZMQ_DONTWAIT);
      if (identity == null) {
        return false;
      }
      receive(identity);
    }
    return true;
  }

  private void receive(Msg identity) {
    Msg delimiter = null;
    Msg body = null;
    int parts = 0;
    Msg part = identity;
    while (part.hasMore()) {
      part = base.recv(zmq.ZMQ.ZMQ_DONTWAIT);
      if (part == null) {
        break;
      }
      parts++;
      if (parts == 1) {
        delimiter = part;
      } else if (parts == 2) {
        body = part;
      }
    }
    if (parts == 2 && delimiter != null && body != null && delimiter.size() == 0) {
      hand(identity.data(), body.data(), body.getMetadata());
    } else {
      drops.add("a request that is not [identity, empty, body]");
    }
  }

  private void hand(byte[] identity, byte[] body, @Nullable Metadata metadata) {
    String address = metadata == null ? null : metadata.get(Metadata.PEER_ADDRESS);
    if (address == null) {
      drops.add("a request of a protocol older than ZMTP 3");
      return;
    }
    try {
      handler.handle(new ZmqInboundRequest(this, identity, body, address));
    } catch (RuntimeException e) {
      LOG.error("the handler of requests on {} failed", endpoint, e);
      drops.add("a request whose handler failed");
    }
  }
}
