// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import static io.saltern.transport.zeromq.internal.Loopback.ANY_PORT;
import static io.saltern.transport.zeromq.internal.Loopback.LONG;
import static io.saltern.transport.zeromq.internal.Loopback.bytes;
import static io.saltern.transport.zeromq.internal.Loopback.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.transport.Ending;
import io.saltern.api.transport.Endpoint;
import io.saltern.api.transport.PublishServer;
import io.saltern.api.transport.RequestClient;
import io.saltern.api.transport.RequestServer;
import io.saltern.api.transport.SubscriptionListener;
import io.saltern.testing.Await;
import io.saltern.testing.LibZmq;
import java.io.IOException;
import java.util.Arrays;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All four ends against sockets of libzmq, which Salt's programs use. */
@Timeout(60)
class LibZmqTest {
  private static final int[] LENGTHS = {0, 1, 255, 256, 70_000, 3 << 20};

  private final ZmqTransport transport = new ZmqTransport();

  @AfterEach
  void close() {
    transport.deactivate();
  }

  private static LibZmq socket(LibZmq.Type type) throws IOException {
    LibZmq socket = new LibZmq(type);
    socket.set(LibZmq.Option.HEARTBEAT_IVL, 100);
    socket.set(LibZmq.Option.HEARTBEAT_TIMEOUT, 15_000);
    return socket;
  }

  private static byte[] body(int length) {
    byte[] body = new byte[length];
    Arrays.fill(body, (byte) 7);
    return body;
  }

  /** Real minions have a REQ socket. */
  @ParameterizedTest
  @EnumSource(names = {"REQ", "DEALER"})
  void ourRequestServerAnswers(LibZmq.Type type) throws Exception {
    RequestServer server = Loopback.echo(transport, ANY_PORT, Loopback.patient());
    try (LibZmq socket = socket(type)) {
      socket.set(LibZmq.Option.ROUTING_ID, bytes("a name of its own"));
      socket.connect("127.0.0.1", server.endpoint().port());
      for (int length : LENGTHS) {
        byte[] body = body(length);
        if (type == LibZmq.Type.DEALER) {
          socket.send(new byte[0], body);
          assertThat(socket.receive()).isEmpty();
        } else {
          socket.send(body);
        }
        assertThat(socket.receive()).isEqualTo(body);
        assertThat(socket.hasMore()).isFalse();
      }
    }
    assertThat(server.dropped()).isZero();
  }

  /** Real masters have a ROUTER socket. */
  @Test
  void ourRequestClientAsks() throws Exception {
    try (LibZmq router = socket(LibZmq.Type.ROUTER)) {
      Endpoint at = new Endpoint("127.0.0.1", router.bind("127.0.0.1"));
      RequestClient client = transport.requests(at, Loopback.patient());
      for (int length : LENGTHS) {
        byte[] body = body(length);
        CompletableFuture<byte[]> answer = client.request(body, LONG);
        byte[] peer = router.receive();
        assertThat(router.receive()).isEmpty();
        assertThat(router.receive()).isEqualTo(body);
        assertThat(router.hasMore()).isFalse();
        router.send(peer, new byte[0], body);
        assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo(body);
      }
    }
  }

  @Test
  void ourPublishServerIsHeard() throws Exception {
    PublishServer server = transport.servePublications(ANY_PORT, Loopback.patient());
    try (LibZmq all = socket(LibZmq.Type.SUB);
        LibZmq web = socket(LibZmq.Type.SUB)) {
      all.set(LibZmq.Option.SUBSCRIBE, new byte[0]);
      web.set(LibZmq.Option.SUBSCRIBE, bytes("web"));
      all.connect("127.0.0.1", server.endpoint().port());
      web.connect("127.0.0.1", server.endpoint().port());
      Await.until("both are there", () -> server.subscribers() == 2);
      for (int length : LENGTHS) {
        server.publish(body(length));
        assertThat(all.receive()).isEqualTo(body(length));
        assertThat(all.hasMore()).isFalse();
      }
      server.publish("web", bytes("for web"));
      for (LibZmq socket : new LibZmq[] {all, web}) {
        assertThat(text(socket.receive())).isEqualTo("web");
        assertThat(socket.hasMore()).isTrue();
        assertThat(text(socket.receive())).isEqualTo("for web");
      }
    }
    Await.until("both are gone", () -> server.subscribers() == 0);
    assertThat(server.dropped()).isZero();
  }

  @Test
  void ourSubscriberHears() throws Exception {
    Queue<String> heard = new ConcurrentLinkedQueue<>();
    Queue<String> news = new ConcurrentLinkedQueue<>();
    SubscriptionListener listener =
        new SubscriptionListener() {
          @Override
          public void received(@Nullable String topic, byte[] body) {
            heard.add(topic + ":" + body.length);
          }

          @Override
          public void connected() {
            news.add("connected");
          }

          @Override
          public void disconnected(Ending how) {
            news.add("disconnected");
          }
        };
    try (LibZmq publisher = socket(LibZmq.Type.XPUB)) {
      Endpoint at = new Endpoint("127.0.0.1", publisher.bind("127.0.0.1"));
      transport.subscribe(at, Loopback.patient(), Set.of("aa", "bb"), listener);
      assertThat(Set.of(text(publisher.receive()), text(publisher.receive())))
          .containsExactlyInAnyOrder("\1aa", "\1bb");
      for (int length : LENGTHS) {
        publisher.send(bytes("aa"), body(length));
        Await.until("it arrives", () -> heard.contains("aa:" + length));
      }
      publisher.send(bytes("cc"), bytes("for nobody"));
      publisher.send(bytes("bb"), bytes("last"));
      Await.until("it arrives", () -> heard.contains("bb:4"));
      assertThat(heard).hasSize(LENGTHS.length + 1);
      assertThat(news).containsExactly("connected");
    }
    Await.until("its end is heard", () -> news.contains("disconnected"));
  }
}
