// SPDX-License-Identifier: Apache-2.0
package io.saltern.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.testing.Await;
import io.saltern.testing.RawPeer;
import io.saltern.wire.Msgpack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever anybody sends to a master: it answers as Salt does where Salt answers, says once in its
 * log what it refuses, and serves the others as before.
 */
@Timeout(300)
class BadInputIT {
  /** As long as {@code salt} waits before it asks where the answers are. */
  private static final Duration SLOWEST_PING = Duration.ofSeconds(20);

  /** Its heap ends at 512 MiB. */
  private static final long MOST_RESIDENT_KIB = 900 << 10;

  /** What a master may hold more after an attack: a ping or two under way. */
  private static final int SPARE_DESCRIPTORS = 16;

  private static Master master;
  private static Minion good;
  private static StrangeMinion strange;
  private static Pings pings;
  private static long descriptors;

  @BeforeAll
  static void start() throws Exception {
    master =
        new Master(
            "bad",
            "auto_accept: True\nrequest_server_ttl: 60\ntimeout: 20\n"
                + "zmq_heartbeat_ivl: 500\nzmq_heartbeat_timeout: 3000\n");
    master.startAndAwait();
    good = new Minion("good", master, "");
    good.start();
    good.awaitReady();
    strange = new StrangeMinion(master, "strange");
    descriptors = master.descriptors();
    pings = new Pings(master, "good");
    awaitPings();
  }

  @AfterAll
  static void stop(TestReporter reporter) throws Exception {
    pings.close();
    List<Duration> times = pings.times();
    reporter.publishEntry(
        times.size()
            + " pings, median "
            + times.get(times.size() / 2).toMillis()
            + " ms, slowest "
            + times.get(times.size() - 1).toMillis()
            + " ms; resident at most "
            + master.mostResidentKib() / 1024
            + " MiB");
    good.close();
    master.close();
  }

  @AfterEach
  void othersAreServed() throws Exception {
    assertThat(master.alive()).as("the master runs").isTrue();
    assertThat(pings.failures()).isEmpty();
    assertThat(pings.times()).allMatch(time -> time.compareTo(SLOWEST_PING) < 0);
    assertThat(master.mostResidentKib()).isLessThan(MOST_RESIDENT_KIB);
    assertThat(master.log()).content().doesNotContain("OutOfMemoryError");
    assertThat(master.terminal()).content().doesNotContain("OutOfMemoryError");
  }

  /** Waits until pings that began now have ended. */
  private static void awaitPings() {
    int ended = pings.count();
    Await.until("pings go on", Instance.PATIENCE, () -> pings.count() >= ended + 2);
  }

  private static void awaitThatAllAreGone() {
    Await.until(
        "the connections are closed",
        Instance.PATIENCE,
        () -> master.descriptors() <= descriptors + SPARE_DESCRIPTORS);
  }

  static List<BadRequest> badRequests() {
    return BadRequest.all();
  }

  @ParameterizedTest
  @MethodSource("badRequests")
  void isRefusedAsSaltDoesAndLoggedOnce(BadRequest request) throws Exception {
    try (Attack attack = new Attack(master)) {
      for (int i = 0; i < 3; i++) {
        Object answer = Msgpack.WIRE.decode(attack.ask(request.body(strange)));
        assertThat(BadRequest.opened(answer)).isEqualTo(request.answer());
      }
      assertThat(attack.refusals()).singleElement().asString().contains(request.reason());
    }
  }

  @Test
  void takesAFrameOnceOnly() throws Exception {
    byte[] request = strange.request(load -> {}, envelope -> {});
    try (Attack attack = new Attack(master)) {
      assertThat(Msgpack.WIRE.decode(attack.ask(request))).isInstanceOf(byte[].class);
      assertThat(attack.refusals()).isEmpty();
      for (int i = 0; i < 5; i++) {
        assertThat(Msgpack.WIRE.decode(attack.ask(request))).isEqualTo("bad load");
      }
      assertThat(attack.refusals()).singleElement().asString().contains("seen before");
    }
  }

  @Test
  void answersRandomAndTruncatedRequests() throws Exception {
    Random random = new Random(20_261_122);
    byte[] whole = strange.request(load -> {}, envelope -> {});
    try (Attack attack = new Attack(master)) {
      RawPeer peer = attack.greet("REQ");
      for (int i = 0; i < 200; i++) {
        byte[] body = Arrays.copyOf(whole, random.nextInt(whole.length));
        if (i % 2 == 0) {
          random.nextBytes(body);
        }
        peer.send(RawPeer.request(body));
        assertThat(Msgpack.WIRE.decode(peer.readReply()))
            .isIn("bad load", Map.of("msg", "bad load"));
      }
      assertThat(attack.refusals()).singleElement().asString().contains("not a message");
    }
  }

  @Test
  void endsConnectionsThatSendNoise() throws Exception {
    Random random = new Random(1);
    try (Attack attack = new Attack(master)) {
      for (int i = 0; i < 150; i++) {
        byte[] noise = new byte[1 + random.nextInt(4000)];
        random.nextBytes(noise);
        RawPeer peer = attack.connect(i % 2 == 0 ? Master.REQUESTS : Master.PUBLICATIONS);
        switch (i % 3) {
          case 0 -> Attack.trySend(peer, noise);
          case 1 -> Attack.trySend(peer, RawPeer.greeting(), noise);
          default -> Attack.trySend(peer, RawPeer.greeting(), RawPeer.ready("DEALER"), noise);
        }
      }
      awaitPings();
      awaitThatAllAreGone();
    }
  }

  @Test
  void servesOthersBesideHundredsOfIdleAndHalfOpenConnections() throws Exception {
    byte[] greeting = RawPeer.greeting();
    try (Attack attack = new Attack(master)) {
      boolean mostAreOpen = false;
      // each is closed after some seconds: on a slow machine it takes more of them
      for (int i = 0; i < 500 || (i < 2000 && !mostAreOpen); i++) {
        RawPeer peer = attack.connect(i % 2 == 0 ? Master.REQUESTS : Master.PUBLICATIONS);
        String type = i % 2 == 0 ? "REQ" : "SUB";
        switch (i / 2 % 5) {
          case 0 -> Attack.trySend(peer, Arrays.copyOf(greeting, 11));
          case 1 -> Attack.trySend(peer, greeting);
          case 2 -> Attack.trySend(peer, greeting, RawPeer.ready(type));
          case 3 -> Attack.trySend(peer, greeting, RawPeer.ready(type), RawPeer.head(0, 200));
          default -> assertThat(peer).as("says nothing").isNotNull();
        }
        mostAreOpen |= master.descriptors() > descriptors + 300;
      }
      assertThat(mostAreOpen).isTrue();
      awaitPings();
      awaitThatAllAreGone();
    }
  }

  static Stream<Long> impossibleLengths() {
    return Stream.of(
        64L << 20, (long) Integer.MAX_VALUE, 1L << 32, Long.MAX_VALUE, Long.MIN_VALUE, -1L);
  }

  @ParameterizedTest
  @MethodSource("impossibleLengths")
  void endsConnectionsThatAnnounceTooMuch(long length) throws Exception {
    try (Attack attack = new Attack(master)) {
      byte[] delimiter = RawPeer.frame(RawPeer.MORE, new byte[0]);
      attack.greetAndSend(50, delimiter, RawPeer.head(0, length));
      RawPeer last = attack.greet("REQ");
      Attack.trySend(last, delimiter, RawPeer.head(0, length));
      assertThat(last.isClosedByServer()).isTrue();
      awaitThatAllAreGone();
    }
  }

  @Test
  void endsAConnectionThatSendsSixtyFourMebibytes() throws Exception {
    byte[] mebibyte = new byte[1 << 20];
    try (Attack attack = new Attack(master)) {
      for (int i = 0; i < 4; i++) {
        RawPeer peer = attack.greet("REQ");
        peer.send(RawPeer.frame(RawPeer.MORE, new byte[0]), RawPeer.head(0, 64L << 20));
        int sent = 0;
        while (sent < 64 && Attack.trySend(peer, mebibyte)) {
          sent++;
        }
        assertThat(sent).isLessThan(64);
      }
      awaitPings();
    }
  }

  static Stream<Integer> possibleLengths() {
    return Stream.of(1_000_000, 31 << 20);
  }

  @ParameterizedTest
  @MethodSource("possibleLengths")
  void hasMemoryForAllThatIsAnnouncedAtOnce(int length) throws Exception {
    try (Attack attack = new Attack(master)) {
      byte[] delimiter = RawPeer.frame(RawPeer.MORE, new byte[0]);
      attack.greetAndSend(900, delimiter, RawPeer.head(0, length));
      awaitPings();
      awaitThatAllAreGone();
    }
  }

  @Test
  void hasMemoryForManyLargeRequestsAtOnce() throws Exception {
    byte[] mebibyte = new byte[1 << 20];
    Arrays.fill(mebibyte, (byte) 0xc1);
    try (Attack attack = new Attack(master)) {
      RawPeer[] peers = new RawPeer[12];
      for (int i = 0; i < peers.length; i++) {
        peers[i] = attack.greet("REQ");
        peers[i].send(RawPeer.frame(RawPeer.MORE, new byte[0]), RawPeer.head(0, 30 << 20));
      }
      for (int sent = 0; sent < 30; sent++) {
        for (RawPeer peer : peers) {
          Attack.trySend(peer, mebibyte);
        }
      }
      awaitPings();
      awaitThatAllAreGone();
    }
  }

  @Test
  void dropsMessagesOfTheWrongShape() throws Exception {
    try (Attack attack = new Attack(master)) {
      RawPeer peer = attack.greet("DEALER");
      for (int i = 0; i < 200; i++) {
        peer.send(RawPeer.frame(0, new byte[] {1}));
        peer.send(RawPeer.frame(RawPeer.MORE, new byte[] {1}), RawPeer.frame(0, new byte[] {2}));
        byte[] empty = RawPeer.frame(RawPeer.MORE, new byte[0]);
        peer.send(empty, empty, RawPeer.frame(0, new byte[] {2}));
      }
      peer.send(RawPeer.request(strange.request(load -> {}, envelope -> {})));
      assertThat(Msgpack.WIRE.decode(peer.readReply())).isInstanceOf(byte[].class);

      RawPeer endless = attack.greet("DEALER");
      int parts = 0;
      while (parts < 1_000_000 && Attack.trySend(endless, RawPeer.frame(1, new byte[200]))) {
        parts++;
      }
      assertThat(parts).isLessThan(1_000_000);
      awaitPings();
    }
    assertThat(linesOf("not [identity, empty, body]")).hasSizeBetween(1, 5);
  }

  @Test
  void publishesBesideSubscribersThatSendNonsenseOrNeverRead() throws Exception {
    try (Attack attack = new Attack(master)) {
      List<byte[]> nonsense =
          List.of(
              RawPeer.frame(0, new byte[] {0, 'x'}),
              RawPeer.frame(0, new byte[] {7, 'x'}),
              RawPeer.frame(0, new byte[0]),
              RawPeer.frame(RawPeer.MORE, new byte[] {1}),
              RawPeer.frame(RawPeer.COMMAND, "\4PING".getBytes(StandardCharsets.US_ASCII)),
              RawPeer.head(0, 5000),
              RawPeer.head(0, 64 << 20),
              RawPeer.head(0, -1));
      for (byte[] bad : nonsense) {
        RawPeer peer = attack.connect(Master.PUBLICATIONS);
        peer.handshake("SUB");
        peer.send(bad);
        assertThat(peer.isClosedByServer()).isTrue();
      }
      RawPeer greedy = attack.connect(Master.PUBLICATIONS);
      greedy.handshake("SUB");
      int topics = 0;
      while (topics < 1_000_000
          && Attack.trySend(
              greedy, RawPeer.frame(0, ("\1topic" + topics).getBytes(StandardCharsets.UTF_8)))) {
        topics++;
      }
      assertThat(topics).isLessThan(1_000_000);
      for (int i = 0; i < 100; i++) {
        RawPeer never = attack.connect(Master.PUBLICATIONS);
        never.handshake("SUB");
        never.send(RawPeer.frame(0, new byte[] {1}));
      }
      String text = "x".repeat(100_000);
      for (int i = 0; i < 4; i++) {
        assertThat(master.run("salt", "--async", "good", "test.arg", text).exit()).isZero();
      }
      awaitPings();
      awaitThatAllAreGone();
    }
  }

  @Test
  void writesNoLineForEachMessageOfAFlood() throws Exception {
    long before = Files.size(master.log());
    try (Attack attack = new Attack(master)) {
      RawPeer peer = attack.greet("DEALER");
      byte[] clear = StrangeMinion.clear(Map.of("cmd", "flood"));
      byte[] signIn = StrangeMinion.signIn(Map.of("id", "../flood"));
      for (int i = 0; i < 500; i++) {
        peer.send(RawPeer.request(clear), RawPeer.request(signIn));
      }
      for (int i = 0; i < 1000; i++) {
        peer.readReply();
      }
      awaitPings();
    }
    assertThat(linesOf("flood")).hasSize(2);
    assertThat(Files.size(master.log()) - before).isLessThan(100_000);
  }

  private static List<String> linesOf(String text) throws IOException {
    try (Stream<String> lines = Files.lines(master.log())) {
      return lines.filter(line -> line.contains(text)).toList();
    }
  }
}
