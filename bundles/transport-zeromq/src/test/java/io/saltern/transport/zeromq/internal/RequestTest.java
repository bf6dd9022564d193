// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import static io.saltern.transport.zeromq.internal.Loopback.ANY_PORT;
import static io.saltern.transport.zeromq.internal.Loopback.ANY_PORT_V6;
import static io.saltern.transport.zeromq.internal.Loopback.LONG;
import static io.saltern.transport.zeromq.internal.Loopback.bytes;
import static io.saltern.transport.zeromq.internal.Loopback.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saltern.api.transport.Endpoint;
import io.saltern.api.transport.InboundRequest;
import io.saltern.api.transport.RequestClient;
import io.saltern.api.transport.RequestServer;
import io.saltern.api.transport.TransportOptions;
import io.saltern.testing.Await;
import io.saltern.testing.RawPeer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RequestTest {
  private final ZmqTransport transport = new ZmqTransport();

  @AfterEach
  void close() {
    transport.deactivate();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1", "localhost", "::"})
  void answersOnEveryKindOfAddress(String host) throws Exception {
    RequestServer server =
        Loopback.echo(transport, new Endpoint(host, 0), TransportOptions.defaults());
    assertThat(server.endpoint().port()).isPositive();
    Endpoint at =
        host.equals("::") ? new Endpoint("::1", server.endpoint().port()) : server.endpoint();
    try (RequestClient client = transport.requests(at, TransportOptions.defaults())) {
      assertThat(text(client.request(bytes("hello"), LONG).get())).isEqualTo("hello");
      assertThat(client.request(new byte[0], LONG).get()).isEmpty();
      byte[] large = new byte[3 << 20];
      large[large.length - 1] = 7;
      assertThat(client.request(large, LONG).get()).isEqualTo(large);
    }
  }

  @Test
  void aClientWithoutRequestsRestsAlsoWhenItsServerHasGone() throws Exception {
    RequestServer server = Loopback.echo(transport, ANY_PORT, TransportOptions.defaults());
    RequestClient client = transport.requests(server.endpoint(), TransportOptions.defaults());
    client.request(bytes("x"), LONG).get();
    server.close();
    long before = processorNanos("saltern-zmq-client");
    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
    assertThat(Duration.ofNanos(processorNanos("saltern-zmq-client") - before))
        .isLessThan(Duration.ofMillis(100));
  }

  private static long processorNanos(String thread) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return Thread.getAllStackTraces().keySet().stream()
        .filter(t -> t.getName().equals(thread))
        .mapToLong(t -> threads.getThreadCpuTime(t.getId()))
        .sum();
  }

  @Test
  void answersManyThreadsEachItsOwn() throws Exception {
    RequestServer server = Loopback.echo(transport, ANY_PORT, TransportOptions.defaults());
    RequestClient client = transport.requests(server.endpoint(), TransportOptions.defaults());
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<CompletableFuture<Void>> all = new ArrayList<>();
      for (int t = 0; t < 8; t++) {
        int thread = t;
        all.add(
            CompletableFuture.runAsync(
                () -> {
                  for (int i = 0; i < 200; i++) {
                    String question = thread + "/" + i;
                    assertThat(text(client.request(bytes(question), LONG).join()))
                        .isEqualTo(question);
                  }
                },
                threads));
      }
      CompletableFuture.allOf(all.toArray(new CompletableFuture<?>[0])).get(30, TimeUnit.SECONDS);
    } finally {
      threads.shutdownNow();
    }
    assertThat(server.dropped()).isZero();
  }

  @Test
  void givesEachRequestItsAnswerWhateverTheOrder() throws Exception {
    BlockingQueue<InboundRequest> held = new LinkedBlockingQueue<>();
    RequestServer server =
        transport.serveRequests(ANY_PORT, TransportOptions.defaults(), held::add);
    RequestClient client = transport.requests(server.endpoint(), TransportOptions.defaults());
    List<CompletableFuture<byte[]>> answers = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      answers.add(client.request(bytes("q" + i), LONG));
    }
    Await.until("all ten are under way at once", () -> held.size() == 10);
    List<InboundRequest> requests = new ArrayList<>(held);
    Collections.reverse(requests);
    for (InboundRequest request : requests) {
      assertThat(request.peer()).isEqualTo("127.0.0.1");
      request.reply(bytes("a" + text(request.body())));
      request.reply(bytes("a second answer that nobody gets"));
    }
    for (int i = 0; i < 10; i++) {
      assertThat(text(answers.get(i).get(10, TimeUnit.SECONDS))).isEqualTo("aq" + i);
    }
    CompletableFuture<byte[]> next = client.request(bytes("next"), LONG);
    InboundRequest last = held.poll(10, TimeUnit.SECONDS);
    while (last != null && !text(last.body()).equals("next")) {
      last = held.poll(10, TimeUnit.SECONDS);
    }
    assertThat(last).isNotNull();
    last.reply(bytes("anext"));
    assertThat(text(next.get(10, TimeUnit.SECONDS))).isEqualTo("anext");
  }

  @Test
  void dropsALateAnswer() throws Exception {
    BlockingQueue<InboundRequest> held = new LinkedBlockingQueue<>();
    RequestServer server =
        transport.serveRequests(ANY_PORT, TransportOptions.defaults(), held::add);
    RequestClient client = transport.requests(server.endpoint(), TransportOptions.defaults());
    CompletableFuture<byte[]> first = client.request(bytes("first"), Duration.ofMillis(300));
    InboundRequest late = held.poll(10, TimeUnit.SECONDS);
    assertThat(late).isNotNull();
    assertThatThrownBy(() -> first.get(10, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(TimeoutException.class);
    CompletableFuture<byte[]> second = client.request(bytes("second"), LONG);
    late.reply(bytes("late"));
    InboundRequest intime = held.poll(10, TimeUnit.SECONDS);
    assertThat(intime).isNotNull();
    intime.reply(bytes("in time"));
    assertThat(text(second.get(10, TimeUnit.SECONDS))).isEqualTo("in time");
  }

  @Test
  void reachesAServerThatComesLater() throws Exception {
    RequestServer server = Loopback.echo(transport, ANY_PORT, Loopback.patient());
    Endpoint endpoint = server.endpoint();
    server.close();
    RequestClient client = transport.requests(endpoint, Loopback.patient());
    CompletableFuture<byte[]> early = client.request(bytes("early"), LONG);
    Loopback.echo(transport, endpoint, Loopback.patient());
    assertThat(text(early.get(20, TimeUnit.SECONDS))).isEqualTo("early");
  }

  @Test
  void noticesALostConnectionAndReachesTheServerAfterItsRestart() throws Exception {
    BlockingQueue<InboundRequest> held = new LinkedBlockingQueue<>();
    RequestServer server = transport.serveRequests(ANY_PORT, Loopback.patient(), held::add);
    RequestClient client = transport.requests(server.endpoint(), Loopback.patient());
    CompletableFuture<byte[]> lost = client.request(bytes("lost"), LONG);
    assertThat(held.poll(10, TimeUnit.SECONDS)).isNotNull();
    server.close();
    assertThatThrownBy(() -> lost.get(10, TimeUnit.SECONDS))
        .hasCauseInstanceOf(IOException.class)
        .hasMessageContaining(server.endpoint().toString());
    Loopback.echo(transport, server.endpoint(), Loopback.patient());
    assertThat(text(client.request(bytes("again"), LONG).get())).isEqualTo("again");
  }

  @Test
  void failsWhatIsUnderWayWhenClosed() throws Exception {
    RequestServer server =
        transport.serveRequests(ANY_PORT_V6, TransportOptions.defaults(), request -> {});
    RequestClient client = transport.requests(server.endpoint(), TransportOptions.defaults());
    CompletableFuture<byte[]> open = client.request(bytes("x"), LONG);
    client.close();
    assertThatThrownBy(() -> open.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(IOException.class);
    assertThatThrownBy(() -> client.request(bytes("y"), LONG).get(10, TimeUnit.SECONDS))
        .hasCauseInstanceOf(IOException.class);
  }

  @Test
  void refusesMoreThanMayWait() throws Exception {
    RequestServer server =
        transport.serveRequests(ANY_PORT, TransportOptions.defaults(), request -> {});
    TransportOptions small = TransportOptions.defaults().withLimits(1000, 5);
    RequestClient client = transport.requests(server.endpoint(), small);
    List<CompletableFuture<byte[]>> all = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      all.add(client.request(bytes("x"), LONG));
    }
    Await.until(
        "some are refused",
        () -> all.stream().anyMatch(CompletableFuture::isCompletedExceptionally));
    assertThatThrownBy(
            () ->
                all.stream()
                    .filter(CompletableFuture::isCompletedExceptionally)
                    .findFirst()
                    .orElseThrow()
                    .get())
        .hasCauseInstanceOf(IOException.class);
  }

  @Test
  void namesTheAddressThatCannotBeBound() {
    RequestServer server = Loopback.echo(transport, ANY_PORT, TransportOptions.defaults());
    assertThatThrownBy(
            () ->
                transport.serveRequests(
                    server.endpoint(), TransportOptions.defaults(), Loopback::echo))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(server.endpoint().toString());
    assertThatThrownBy(
            () ->
                transport.serveRequests(
                    new Endpoint("no-such-host.invalid", 0),
                    TransportOptions.defaults(),
                    Loopback::echo))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no-such-host.invalid");
  }

  @Test
  void aPeerThatDoesNotReadHoldsNobodyUp() throws Exception {
    RequestServer server =
        Loopback.echo(transport, ANY_PORT, TransportOptions.defaults().withLimits(8 << 20, 5));
    RequestClient bystander = transport.requests(server.endpoint(), TransportOptions.defaults());
    try (RawPeer peer = new RawPeer("127.0.0.1", server.endpoint().port())) {
      peer.handshake("DEALER");
      byte[] large = new byte[1 << 20];
      Arrays.fill(large, (byte) 3);
      int sent = 0;
      while (server.dropped() == 0 && sent < 200) {
        peer.send(RawPeer.request(large));
        sent++;
        assertThat(text(bystander.request(bytes("next"), LONG).get())).isEqualTo("next");
      }
      assertThat(sent).as("what waits is bounded").isGreaterThan(5).isLessThan(200);
      assertThat(peer.readReply()).as("what is not dropped comes whole").isEqualTo(large);
    }
  }

  @Test
  void whatWasAnsweredArrivesThoughTheServerCloses() throws Exception {
    BlockingQueue<InboundRequest> held = new LinkedBlockingQueue<>();
    RequestServer server =
        transport.serveRequests(ANY_PORT, TransportOptions.defaults(), held::add);
    try (RawPeer peer = new RawPeer("127.0.0.1", server.endpoint().port())) {
      peer.handshake("REQ");
      peer.send(RawPeer.request(bytes("last")));
      InboundRequest request = held.poll(10, TimeUnit.SECONDS);
      assertThat(request).isNotNull();
      byte[] large = new byte[8 << 20];
      large[large.length - 1] = 9;
      request.reply(large);
      CompletableFuture<byte[]> read =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return peer.readReply();
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      server.close();
      assertThat(read.get(10, TimeUnit.SECONDS)).isEqualTo(large);
      assertThat(peer.isClosedByServer()).isTrue();
    }
  }

  @Test
  void timesOutForAHostThatDoesNotExist() {
    RequestClient client =
        transport.requests(new Endpoint("no-such-host.invalid", 4506), TransportOptions.defaults());
    CompletableFuture<byte[]> never = client.request(bytes("x"), Duration.ofMillis(200));
    assertThatThrownBy(() -> never.get(10, TimeUnit.SECONDS))
        .hasCauseInstanceOf(TimeoutException.class);
  }
}
