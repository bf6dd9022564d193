// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import static io.saltern.transport.zeromq.internal.Loopback.ANY_PORT;
import static io.saltern.transport.zeromq.internal.Loopback.bytes;
import static io.saltern.transport.zeromq.internal.Loopback.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.transport.Ending;
import io.saltern.api.transport.Endpoint;
import io.saltern.api.transport.PublishServer;
import io.saltern.api.transport.Subscription;
import io.saltern.api.transport.SubscriptionListener;
import io.saltern.api.transport.TransportOptions;
import io.saltern.testing.Await;
import io.saltern.testing.RawPeer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PublishTest {
  private final ZmqTransport transport = new ZmqTransport();

  @AfterEach
  void close() {
    transport.deactivate();
  }

  /** Writes down what it hears. */
  private static final class Notes implements SubscriptionListener {
    final Queue<String> heard = new ConcurrentLinkedQueue<>();
    final Queue<Ending> endings = new ConcurrentLinkedQueue<>();

    @Override
    public void received(@Nullable String topic, byte[] body) {
      heard.add(topic + ":" + text(body));
    }

    @Override
    public void connected() {
      heard.add("connected");
    }

    @Override
    public void disconnected(Ending how) {
      heard.add("disconnected");
      endings.add(how);
    }

    long count(String what) {
      return heard.stream().filter(what::equals).count();
    }
  }

  private static void awaitSubscribers(PublishServer server, int number) {
    Await.until(number + " subscribers", () -> server.subscribers() == number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1", "::"})
  void reachesEverySubscriber(String host) throws Exception {
    PublishServer server =
        transport.servePublications(new Endpoint(host, 0), TransportOptions.defaults());
    Endpoint at =
        host.equals("::") ? new Endpoint("127.0.0.1", server.endpoint().port()) : server.endpoint();
    List<Notes> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Notes notes = new Notes();
      all.add(notes);
      transport.subscribe(at, TransportOptions.defaults(), Set.of(), notes);
    }
    awaitSubscribers(server, 20);
    server.publish(bytes("one"));
    server.publish("topic", bytes("two"));
    for (Notes notes : all) {
      Await.until("both arrive", () -> notes.heard.contains("topic:two"));
      assertThat(notes.heard).containsExactly("connected", "null:one", "topic:two");
    }
    assertThat(server.dropped()).isZero();
  }

  @Test
  void sendsATopicToItsSubscribersOnly() throws Exception {
    PublishServer server = transport.servePublications(ANY_PORT, TransportOptions.defaults());
    Notes web = new Notes();
    Notes db = new Notes();
    Set<String> webTopics = Set.of("broadcast", "aa");
    transport.subscribe(server.endpoint(), TransportOptions.defaults(), webTopics, web);
    transport.subscribe(
        server.endpoint(), TransportOptions.defaults(), Set.of("broadcast", "bb"), db);
    awaitSubscribers(server, 2);
    server.publish("aa", bytes("for web"));
    server.publish("aab", bytes("for nobody"));
    server.publish("bb", bytes("for db"));
    server.publish("broadcast", bytes("for all"));
    Await.until("web gets the last", () -> web.heard.contains("broadcast:for all"));
    Await.until("db gets the last", () -> db.heard.contains("broadcast:for all"));
    assertThat(web.heard).containsExactly("connected", "aa:for web", "broadcast:for all");
    assertThat(db.heard).containsExactly("connected", "bb:for db", "broadcast:for all");
    assertThat(server.dropped()).isZero();
  }

  @Test
  void noticesARestartAtOnceAndSubscribesAgain() throws Exception {
    PublishServer server = transport.servePublications(ANY_PORT, Loopback.patient());
    Notes notes = new Notes();
    Subscription subscription =
        transport.subscribe(server.endpoint(), Loopback.patient(), Set.of(), notes);
    awaitSubscribers(server, 1);
    Await.until("connected", subscription::connected);
    server.close();
    Await.until("disconnected", () -> notes.heard.contains("disconnected"));
    assertThat(subscription.connected()).isFalse();
    PublishServer again = transport.servePublications(server.endpoint(), Loopback.patient());
    awaitSubscribers(again, 1);
    again.publish(bytes("after"));
    Await.until("arrives", () -> notes.heard.contains("null:after"));
    assertThat(notes.heard).containsExactly("connected", "disconnected", "connected", "null:after");
    subscription.close();
    awaitSubscribers(again, 0);
    assertThat(subscription.connected()).isFalse();
    assertThat(notes.endings).containsExactly(Ending.CLOSED);
  }

  @Test
  void noticesAServerThatFallsSilentAndConnectsAgain() throws Exception {
    try (ServerSocket listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Endpoint endpoint = new Endpoint("127.0.0.1", listening.getLocalPort());
      Notes notes = new Notes();
      transport.subscribe(endpoint, Loopback.quick(), Set.of(), notes);
      try (RawPeer silent = new RawPeer(listening.accept())) {
        silent.handshake("PUB");
        silent.send(RawPeer.frame(0, bytes("last words")));
        for (int i = 0; i < 3; i++) {
          silent.answerHeartbeat();
        }
        Await.until("it is heard", () -> notes.heard.contains("null:last words"));
        Await.until("its silence is noticed", () -> notes.heard.contains("disconnected"));
        assertThat(notes.heard).startsWith("connected", "null:last words", "disconnected");
        assertThat(notes.endings).containsExactly(Ending.SILENT);
        RawPeer again = nextThatStays(listening);
        Await.until("it is connected again", () -> notes.count("connected") >= 2);
        again.close();
      }
    }
  }

  /** Where this thread is slow, the client has given a connection up before it is accepted. */
  private static RawPeer nextThatStays(ServerSocket listening) throws IOException {
    while (true) {
      RawPeer peer = new RawPeer(listening.accept());
      try {
        peer.handshake("PUB");
        return peer;
      } catch (IOException gone) {
        peer.close();
      }
    }
  }

  @Test
  void triesAgainWhenSomethingElseAnswers() throws Exception {
    try (ServerSocket listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Endpoint endpoint = new Endpoint("127.0.0.1", listening.getLocalPort());
      Notes notes = new Notes();
      transport.subscribe(endpoint, Loopback.patient(), Set.of(), notes);
      for (int i = 0; i < 3; i++) {
        try (RawPeer other = new RawPeer(listening.accept())) {
          other.send(bytes("SSH-2.0-something else\r\n"));
        }
      }
      try (RawPeer right = new RawPeer(listening.accept())) {
        right.handshake("PUB");
        right.send(RawPeer.frame(0, bytes("at last")));
        Await.until("it is heard", () -> notes.heard.contains("null:at last"));
      }
    }
  }

  @Test
  void aSlowSubscriberHoldsNobodyUp() throws Exception {
    TransportOptions few = TransportOptions.defaults().withLimits(100 << 20, 20);
    PublishServer server = transport.servePublications(ANY_PORT, few);
    Notes quick = new Notes();
    try (RawPeer slow = new RawPeer("127.0.0.1", server.endpoint().port())) {
      slow.handshake("SUB");
      slow.send(RawPeer.frame(0, new byte[] {1}));
      transport.subscribe(server.endpoint(), TransportOptions.defaults(), Set.of(), quick);
      awaitSubscribers(server, 2);
      byte[] body = new byte[256 * 1024];
      int sent = 0;
      while (server.dropped() == 0 && sent < 1000) {
        server.publish(body);
        sent++;
        int all = sent;
        Await.until("the quick one gets it", () -> quick.heard.size() == all + 1);
      }
      assertThat(sent).isGreaterThan(20).isLessThan(1000);
      for (int taken = 0; taken < sent - server.dropped(); taken++) {
        assertThat(slow.readMessage()).hasSameSizeAs(body);
      }
      server.publish(bytes("more"));
      assertThat(text(slow.readMessage())).as("it keeps up again").isEqualTo("more");
      Await.until("the quick one gets all", () -> quick.count("null:more") == 1);
    }
    awaitSubscribers(server, 1);
  }

  @Test
  void closesWithinTwoSecondsAndCallsNobodyAfterwards() throws Exception {
    PublishServer server = transport.servePublications(ANY_PORT, TransportOptions.defaults());
    Notes notes = new Notes();
    Subscription subscription =
        transport.subscribe(server.endpoint(), TransportOptions.defaults(), Set.of(), notes);
    awaitSubscribers(server, 1);
    subscription.close();
    int heard = notes.heard.size();
    server.publish(bytes("late"));
    long start = System.nanoTime();
    transport.deactivate();
    assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isLessThan(2000);
    assertThat(notes.heard).hasSize(heard);
  }
}
