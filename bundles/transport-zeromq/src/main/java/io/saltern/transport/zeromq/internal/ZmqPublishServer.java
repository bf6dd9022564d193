// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import io.saltern.api.transport.Endpoint;
import io.saltern.api.transport.PublishServer;
import io.saltern.api.transport.TransportOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import zmq.Msg;
import zmq.SocketBase;

/** An XPUB socket: one frame, or a topic and a frame, to all who subscribe to the first frame. */
final class ZmqPublishServer implements PublishServer, Pump.Work {
  private static final int BATCH = 64;
  private static final int LINGER_MILLIS = 300;

  /** The longest topic, plus the byte that says to subscribe. */
  private static final int MAX_SUBSCRIPTION_BYTES = 1025;

  private static final class Publication {
    final byte @Nullable [] topic;
    final byte[] body;

    Publication(byte @Nullable [] topic, byte[] body) {
      this.topic = topic;
      this.body = body;
    }
  }

  private final Pump pump;
  private final ZMQ.Socket socket;
  private final SocketBase base;
  private final Endpoint endpoint;
  private final Runnable onClose;
  private final Drops refused;
  private final Drops drops;
  private final Peers peers;
  private final long sweepNanos;
  private final BoundedQueue<Publication> queue;
  private long nextSweep = System.nanoTime();

  /**
   * @param onClose called when it is closed
   */
  ZmqPublishServer(
      Pump pump, Arrivals arrivals, Endpoint bind, TransportOptions options, Runnable onClose)
      throws IOException {
    this.pump = pump;
    this.onClose = onClose;
    sweepNanos = Sockets.sweepNanos(options);
    queue = new BoundedQueue<>(options.queueBound());
    drops = new Drops("publications on " + bind);
    refused = new Drops("subscribers on " + bind);
    socket = pump.socket(SocketType.XPUB);
    base = socket.base();
    peers = Sockets.listening(socket, true, options, MAX_SUBSCRIPTION_BYTES, arrivals, refused);
    endpoint = Sockets.bind(socket, bind, options);
    pump.execute(() -> pump.watch(socket));
    pump.add(this);
  }

  @Override
  public Endpoint endpoint() {
    return endpoint;
  }

  @Override
  public void publish(byte[] body) {
    publish(new Publication(null, body));
  }

  @Override
  public void publish(String topic, byte[] body) {
    publish(new Publication(topic.getBytes(StandardCharsets.UTF_8), body));
  }

  private void publish(Publication publication) {
    if (queue.offer(publication)) {
      pump.wake();
    } else {
      drops.add(Math.max(1, expected(publication)), "too many publications wait to be sent");
    }
  }

  @Override
  public int subscribers() {
    return peers.subscribers();
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

  @Override
  public boolean run() {
    // XPUB tells of new topics; nobody wants to know, but they must not pile up
    Msg subscription;
    do {
      subscription = base.recv(zmq.ZMQ.ZMQ_DONTWAIT);
    } while (subscription != null);
    boolean more = send();
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
    boolean more;
    do {
      more = send();
    } while (more);
    pump.close(socket, LINGER_MILLIS);
  }

  private boolean send() {
    for (int i = 0; i < BATCH; i++) {
      Publication publication = queue.poll();
      if (publication == null) {
        return false;
      }
      send(publication);
    }
    return true;
  }

  private void send(Publication publication) {
    int expected = expected(publication);
    if (publication.topic != null) {
      base.send(new Msg(publication.topic), zmq.ZMQ.ZMQ_SNDMORE | zmq.ZMQ.ZMQ_DONTWAIT);
    }
    CountedMsg body = new CountedMsg(publication.body);
    base.send(body, zmq.ZMQ.ZMQ_DONTWAIT);
    int missed = expected - body.deliveries();
    if (missed > 0) {
      drops.add(missed, "a subscriber does not keep up");
    }
  }

  private int expected(Publication publication) {
    return peers.subscribers(publication.topic != null ? publication.topic : publication.body);
  }
}
