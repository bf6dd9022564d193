// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import static io.saltern.transport.zeromq.internal.Loopback.LONG;
import static io.saltern.transport.zeromq.internal.Loopback.bytes;
import static io.saltern.transport.zeromq.internal.Loopback.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.transport.Endpoint;
import io.saltern.api.transport.RequestClient;
import io.saltern.api.transport.TransportOptions;
import io.saltern.testing.Await;
import io.saltern.testing.RawPeer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a client does about a server that sends what it must not. */
@Timeout(60)
class HostileServerTest {
  private static final int LIMIT = 1 << 20;

  private final ZmqTransport transport = new ZmqTransport();
  private final TransportOptions options = Loopback.patient().withLimits(LIMIT, 1000);
  private ServerSocket listening;
  private Endpoint endpoint;

  @BeforeEach
  void open() throws IOException {
    listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    endpoint = new Endpoint("127.0.0.1", listening.getLocalPort());
  }

  @AfterEach
  void close() throws IOException {
    transport.deactivate();
    listening.close();
  }

  /** Whole connections, from their first byte. */
  static Stream<byte[][]> beginnings() {
    byte[] greeting = RawPeer.greeting();
    byte[] curve = RawPeer.greeting();
    curve[12] = 'C';
    byte[] older = RawPeer.greeting();
    older[10] = 1;
    return Stream.of(
        new byte[][] {bytes("HTTP/1.1 400 Bad Request\r\n\r\n")},
        new byte[][] {older},
        new byte[][] {curve},
        new byte[][] {greeting, RawPeer.ready("PUSH")},
        new byte[][] {greeting, RawPeer.frame(0, bytes("no handshake"))},
        new byte[][] {greeting, RawPeer.head(0, 100_000)});
  }

  /** What comes after a proper handshake. */
  static Stream<byte[]> frames() {
    return Stream.of(
        RawPeer.head(0, LIMIT + 1),
        RawPeer.head(0, Long.MAX_VALUE),
        RawPeer.head(0, -1),
        RawPeer.frame(RawPeer.COMMAND, new byte[0]),
        RawPeer.frame(RawPeer.COMMAND, bytes("\4PING")),
        RawPeer.frame(RawPeer.COMMAND, bytes("\177PING")));
  }

  @ParameterizedTest
  @MethodSource("beginnings")
  void aSubscriberLeavesWhoeverCannotGreet(byte[][] beginning) throws Exception {
    Queue<String> heard = subscribe();
    try (RawPeer bad = new RawPeer(listening.accept())) {
      bad.send(beginning);
      assertThat(bad.isClosedByServer()).isTrue();
    }
    assertHearsTheNext(heard);
  }

  @ParameterizedTest
  @MethodSource("frames")
  void aSubscriberLeavesWhoeverSendsWhatIsOutOfShape(byte[] frame) throws Exception {
    Queue<String> heard = subscribe();
    try (RawPeer bad = new RawPeer(listening.accept())) {
      bad.handshake("PUB");
      bad.send(frame, new byte[100]);
      assertThat(bad.isClosedByServer()).isTrue();
    }
    assertHearsTheNext(heard);
  }

  private Queue<String> subscribe() {
    Queue<String> heard = new ConcurrentLinkedQueue<>();
    transport.subscribe(endpoint, options, Set.of(), (topic, body) -> heard.add(text(body)));
    return heard;
  }

  private void assertHearsTheNext(Queue<String> heard) throws IOException {
    try (RawPeer good = new RawPeer(listening.accept())) {
      good.handshake("PUB");
      for (int parts = 3; parts > 0; parts--) {
        for (int part = parts; part > 1; part--) {
          good.send(RawPeer.frame(RawPeer.MORE, bytes("one of several")));
        }
        good.send(RawPeer.frame(0, bytes("last of " + parts)));
      }
      Await.until("the right shapes are heard", () -> heard.size() == 2);
      assertThat(heard).containsExactly("last of 2", "last of 1");
    }
  }

  @ParameterizedTest
  @MethodSource("beginnings")
  void aRequestWaitsForOneThatGreets(byte[][] beginning) throws Exception {
    CompletableFuture<byte[]> answer =
        transport.requests(endpoint, options).request(bytes("anyone?"), LONG);
    try (RawPeer bad = new RawPeer(listening.accept())) {
      bad.send(beginning);
      assertThat(bad.isClosedByServer()).isTrue();
    }
    assertIsAnswered(answer, "anyone?");
  }

  @ParameterizedTest
  @MethodSource("frames")
  void aRequestFailsWithItsConnectionAndTheNextDoesNot(byte[] frame) throws Exception {
    RequestClient client = transport.requests(endpoint, options);
    CompletableFuture<byte[]> lost = client.request(bytes("first"), LONG);
    try (RawPeer bad = new RawPeer(listening.accept())) {
      bad.handshake("ROUTER");
      assertThat(text(bad.readReply())).isEqualTo("first");
      bad.send(frame, new byte[100]);
      assertThat(bad.isClosedByServer()).isTrue();
    }
    assertThat(lost.handle((body, failure) -> failure).get(10, TimeUnit.SECONDS))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(endpoint.toString());
    assertIsAnswered(client.request(bytes("second"), LONG), "second");
  }

  private void assertIsAnswered(CompletableFuture<byte[]> answer, String question)
      throws Exception {
    try (RawPeer good = new RawPeer(listening.accept())) {
      good.handshake("ROUTER");
      assertThat(text(good.readReply())).isEqualTo(question);
      good.send(RawPeer.frame(0, bytes("no delimiter")));
      good.send(RawPeer.request(bytes("an answer")), RawPeer.request(bytes("another one")));
      assertThat(text(answer.get(10, TimeUnit.SECONDS))).isEqualTo("an answer");
    }
  }
}
