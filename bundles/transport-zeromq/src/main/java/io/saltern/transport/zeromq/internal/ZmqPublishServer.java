// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import io.saltern.api.transport.Endpoint;
import io.saltern.api.transport.PublishServer;
import io.saltern.api.transport.TransportOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What an XPUB socket does: one frame, or a topic and a frame, to all who want the first frame. */
final class ZmqPublishServer implements PublishServer, Role, Loop.Work {
  /** A message as it was given: one frame or two. */
  private static final class Publication {
    final byte[][] frames;

    Publication(byte[]... frames) {
      this.frames = frames;
    }
  }

  private final Drops drops;
  private final BoundedQueue<Publication> queue;
  private final Acceptor acceptor;
  private final Loop loop;
  private final Consumer<Running> onClose;

  /**
   * @param onClose told when it is closed
   */
  ZmqPublishServer(
      Arrivals arrivals, Endpoint bind, TransportOptions options, Consumer<Running> onClose)
      throws IOException {
    this.onClose = onClose;
    queue = new BoundedQueue<>(options.queueBound());
    drops = new Drops("publications on " + bind);
    Drops refused = new Drops("subscribers on " + bind);
    acceptor =
        Acceptor.open(
            "saltern-zmq-publish", bind, Terms.of(Kind.XPUB, this, options, arrivals, refused));
    loop = acceptor.loop();
    loop.add(this);
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
  public void publish(byte[] body) {
    publish(new Publication(body));
  }

  @Override
  public void publish(String topic, byte[] body) {
    publish(new Publication(topic.getBytes(StandardCharsets.UTF_8), body));
  }

  private void publish(Publication publication) {
    if (queue.offer(publication)) {
      loop.wake();
    } else {
      drops.add(
          Math.max(1, subscribers(publication.frames[0])), "too many publications wait to be sent");
    }
  }

  @Override
  public int subscribers() {
    return (int) topics().filter(Topics::isAny).count();
  }

  private int subscribers(byte[] firstFrame) {
    return (int) topics().filter(topics -> topics.match(firstFrame)).count();
  }

  private Stream<Topics> topics() {
    return loop.connections().stream()
        .map(Connection::talk)
        .filter(Topics.class::isInstance)
        .map(Topics.class::cast);
  }

  @Override
  public long dropped() {
    return drops.count();
  }

  @Override
  public void close() {
    onClose.accept(loop);
    loop.stop();
    loop.join();
  }

  @Override
  public Talk begin(Connection connection) {
    return new Topics();
  }

  @Override
  public void run(long now) {
    Publication publication = queue.poll();
    while (publication != null) {
      send(publication);
      publication = queue.poll();
    }
  }

  private void send(Publication publication) {
    ByteBuffer[] message = Zmtp.message(publication.frames);
    int missed = 0;
    for (Connection connection : loop.connections()) {
      if (connection.talk() instanceof Topics topics && topics.match(publication.frames[0])) {
        ByteBuffer[] own =
            Arrays.stream(message).map(ByteBuffer::duplicate).toArray(ByteBuffer[]::new);
        missed += connection.send(own) ? 0 : 1;
      }
    }
    if (missed > 0) {
      drops.add(missed, "a subscriber does not keep up");
    }
  }
}
