// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import static io.saltern.transport.zeromq.internal.Loopback.ANY_PORT;
import static io.saltern.transport.zeromq.internal.Loopback.LONG;
import static io.saltern.transport.zeromq.internal.Loopback.bytes;
import static io.saltern.transport.zeromq.internal.Loopback.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.transport.PublishServer;
import io.saltern.api.transport.RequestClient;
import io.saltern.api.transport.TransportOptions;
import io.saltern.testing.Await;
import io.saltern.testing.RawPeer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class BadInputTest {
  private static final int LIMIT = 8 << 20;
  private static final Duration USUAL = Duration.ofSeconds(5);

  private final ZmqTransport transport = new ZmqTransport();
  private final TransportOptions options = Loopback.quick().withLimits(LIMIT, 1000);
  private ZmqRequestServer server;
  private RequestClient bystander;

  @BeforeEach
  void open() throws Exception {
    server = (ZmqRequestServer) Loopback.echo(transport, ANY_PORT, options);
    bystander = transport.requests(server.endpoint(), options);
    assertBystanderIsServed();
  }

  @AfterEach
  void close() {
    transport.deactivate();
  }

  private void assertBystanderIsServed() throws Exception {
    assertThat(text(bystander.request(bytes("still there?"), USUAL).get()))
        .isEqualTo("still there?");
  }

  private RawPeer peer() throws IOException {
    return new RawPeer(server.endpoint().host(), server.endpoint().port());
  }

  @Test
  void answersAPlainPeer() throws Exception {
    try (RawPeer peer = peer()) {
      peer.handshake("REQ");
      peer.send(RawPeer.frame(1, new byte[0]), RawPeer.frame(0, bytes("hello")));
      assertThat(peer.readFrame()).isEmpty();
      assertThat(text(peer.readFrame())).isEqualTo("hello");
    }
  }

  @Test
  void survivesRandomBytes() throws Exception {
    Random random = new Random(20_240_607);
    List<RawPeer> peers = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      byte[] noise = new byte[random.nextInt(4000)];
      random.nextBytes(noise);
      RawPeer peer = peer();
      peers.add(peer);
      try {
        if (i % 3 == 0) {
          peer.send(noise);
        } else if (i % 3 == 1) {
          peer.send(RawPeer.greeting(), noise);
        } else {
          peer.send(RawPeer.greeting(), RawPeer.ready("REQ"), noise);
        }
      } catch (IOException e) {
        assertThat(e).as("the server may close first").isInstanceOf(IOException.class);
      }
      if (i % 20 == 0) {
        assertBystanderIsServed();
      }
    }
    assertBystanderIsServed();
    for (RawPeer peer : peers) {
      peer.close();
    }
    assertOnlyTheBystanderStays();
  }

  private void assertOnlyTheBystanderStays() {
    Await.until("the others are gone", LONG, () -> server.connections() == 1);
  }

  @Test
  void endsHandshakesThatStop() throws Exception {
    byte[] greeting = RawPeer.greeting();
    byte[] ready = RawPeer.ready("REQ");
    byte[] whole = Arrays.copyOf(greeting, greeting.length + ready.length);
    System.arraycopy(ready, 0, whole, greeting.length, ready.length);
    Map<Integer, RawPeer> peers = new LinkedHashMap<>();
    for (int length : List.of(0, 1, 5, 10, 11, 12, 63, 64, 65, 70, 80, 90)) {
      assertThat(length).isLessThan(whole.length);
      RawPeer peer = peer();
      peers.put(length, peer);
      peer.send(Arrays.copyOf(whole, length));
    }
    for (Map.Entry<Integer, RawPeer> entry : peers.entrySet()) {
      try (RawPeer peer = entry.getValue()) {
        assertThat(peer.isClosedByServer()).as("%s bytes", entry.getKey()).isTrue();
      }
    }
    assertBystanderIsServed();
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        LIMIT + 1,
        64L << 20,
        Integer.MAX_VALUE,
        1L << 32,
        Long.MAX_VALUE,
        Long.MIN_VALUE + Integer.MAX_VALUE,
        -1
      })
  void endsAConnectionThatAnnouncesTooMuch(long length) throws Exception {
    long before = used();
    for (int i = 0; i < 10; i++) {
      try (RawPeer peer = peer()) {
        peer.handshake("REQ");
        peer.send(RawPeer.frame(1, new byte[0]), RawPeer.head(0, length), new byte[100]);
        assertThat(peer.isClosedByServer()).isTrue();
      }
    }
    assertThat(used() - before).isLessThan(64 << 20);
    assertBystanderIsServed();
    assertOnlyTheBystanderStays();
  }

  private static long used() {
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  @Test
  void dropsFramesOutOfShapeAndServesTheConnectionOn() throws Exception {
    try (RawPeer peer = peer()) {
      peer.handshake("DEALER");
      peer.send(RawPeer.frame(0, bytes("no delimiter")));
      peer.send(RawPeer.frame(1, bytes("x")), RawPeer.frame(0, bytes("full delimiter")));
      peer.send(RawPeer.frame(1, new byte[0]), RawPeer.frame(1, new byte[0]));
      peer.send(RawPeer.frame(0, bytes("three")));
      Await.until("three are dropped", () -> server.dropped() >= 3);
      peer.send(RawPeer.frame(1, new byte[0]), RawPeer.frame(0, bytes("good")));
      assertThat(peer.readFrame()).isEmpty();
      assertThat(text(peer.readFrame())).isEqualTo("good");
    }
    assertBystanderIsServed();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\4PING", "\4PING1", "\177PING", "\377"})
  void endsAConnectionWithACommandCutShort(String command) throws Exception {
    try (RawPeer peer = peer()) {
      peer.handshake("DEALER");
      peer.send(RawPeer.frame(4, command.getBytes(StandardCharsets.ISO_8859_1)));
      assertThat(peer.isClosedByServer()).isTrue();
    }
    assertThat(server.dropped()).isPositive();
    assertBystanderIsServed();
  }

  @Test
  void endsAMessageWithoutEnd() throws Exception {
    try (RawPeer peer = peer()) {
      peer.handshake("DEALER");
      byte[] part = RawPeer.frame(1, new byte[200]);
      int sent = 0;
      try {
        while (sent < 1_000_000) {
          peer.send(part);
          sent++;
        }
      } catch (IOException e) {
        assertThat(e).isInstanceOf(IOException.class);
      }
      assertThat(sent).isLessThan(1_000_000);
    }
    assertThat(server.dropped()).isPositive();
    assertBystanderIsServed();
    assertOnlyTheBystanderStays();
  }

  @Test
  void servesOthersWhileHundredsIdleAndLetsThemGo() throws Exception {
    List<RawPeer> peers = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      RawPeer peer = peer();
      peers.add(peer);
      if (i % 3 == 1) {
        peer.send(RawPeer.greeting());
      } else if (i % 3 == 2) {
        peer.handshake("REQ");
      }
    }
    long start = System.nanoTime();
    for (int i = 0; i < 50; i++) {
      assertBystanderIsServed();
    }
    assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start)).isLessThan(10);
    assertOnlyTheBystanderStays();
    for (RawPeer peer : peers) {
      peer.close();
    }
  }

  @Test
  void endsAConnectionThatFallsSilent() throws Exception {
    try (RawPeer peer = peer()) {
      peer.handshake("REQ");
      for (int i = 0; i < 3; i++) {
        peer.answerHeartbeat();
      }
      assertThat(peer.isClosedByServer()).isTrue();
    }
    assertOnlyTheBystanderStays();
  }

  @Test
  void endsAConnectionAfterTheTimeThatItAskedFor() throws Exception {
    ZmqRequestServer patient =
        (ZmqRequestServer) Loopback.echo(transport, ANY_PORT, TransportOptions.defaults());
    try (RawPeer peer = new RawPeer("127.0.0.1", patient.endpoint().port())) {
      peer.handshake("REQ");
      byte[] halfASecond = "\4PING\0\5context".getBytes(StandardCharsets.ISO_8859_1);
      peer.send(RawPeer.frame(RawPeer.COMMAND, halfASecond));
      assertThat(text(peer.readFrame())).isEqualTo("\4PONGcontext");
      assertThat(peer.isClosedByServer()).isTrue();
    }
    assertThat(patient.dropped()).isEqualTo(1);
  }

  @Test
  void endsAHandshakeWithoutReadyOrWithTheWrongSocket() throws Exception {
    for (byte[] second :
        List.of(
            RawPeer.ready("PUB"),
            RawPeer.frame(RawPeer.COMMAND, bytes("\5HELLO")),
            RawPeer.frame(RawPeer.COMMAND, bytes("\5READY\u000bSocket-Type")),
            RawPeer.frame(RawPeer.COMMAND, bytes("\5READY\u000bSocket-Type\0\0\1\0REQ")),
            RawPeer.frame(0, bytes("a message")),
            RawPeer.head(0, 100_000))) {
      try (RawPeer peer = peer()) {
        peer.send(RawPeer.greeting(), second);
        assertThat(peer.isClosedByServer()).isTrue();
      }
    }
    assertThat(server.dropped()).isEqualTo(6);
    for (byte[] first : List.of(bytes("GET / HTTP/1.1\r\n"), olderGreeting())) {
      try (RawPeer peer = peer()) {
        peer.send(first);
        assertThat(peer.isClosedByServer()).isTrue();
      }
    }
    assertThat(server.dropped()).isEqualTo(8);
    assertBystanderIsServed();
  }

  private static byte[] olderGreeting() {
    byte[] greeting = Arrays.copyOf(RawPeer.greeting(), 12);
    greeting[10] = 1;
    return greeting;
  }

  @Test
  void publishesOnWhateverASubscriberSends() throws Exception {
    ZmqPublishServer publisher = (ZmqPublishServer) transport.servePublications(ANY_PORT, options);
    try (RawPeer good = new RawPeer(publisher.endpoint().host(), publisher.endpoint().port())) {
      good.handshake("SUB");
      good.send(RawPeer.frame(0, new byte[] {1}));
      Await.until("it is counted", () -> publisher.subscribers() == 1);
      for (byte[] bad :
          List.of(
              RawPeer.frame(0, new byte[] {0, 'x'}),
              RawPeer.frame(0, new byte[] {7, 'x'}),
              RawPeer.frame(0, new byte[0]),
              RawPeer.frame(1, new byte[] {1}),
              RawPeer.head(0, 5000),
              RawPeer.head(0, -1))) {
        assertIsEnded(publisher, bad);
      }
      publisher.publish(bytes("on and on"));
      assertThat(text(good.readMessage())).isEqualTo("on and on");
    }
    Await.until("it is gone", () -> publisher.subscribers() == 0);
    assertThat(publisher.dropped()).isZero();
  }

  private static void assertIsEnded(PublishServer publisher, byte[] bad) throws IOException {
    try (RawPeer peer = new RawPeer(publisher.endpoint().host(), publisher.endpoint().port())) {
      peer.handshake("SUB");
      peer.send(bad);
      assertThat(peer.isClosedByServer()).isTrue();
    }
  }
}
