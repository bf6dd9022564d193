// SPDX-License-Identifier: Apache-2.0
package io.saltern.bench.zmtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.testing.LibZmq;
import io.saltern.testing.RawPeer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against sockets of libzmq. */
class ConnectionTest {
  private final Loop loop = new Loop();
  private final Heard heard = new Heard();

  @AfterEach
  void close() {
    loop.close();
  }

  @Test
  void requestsAreAnsweredWhateverTheirLength() throws Exception {
    try (LibZmq router = new LibZmq(LibZmq.Type.ROUTER)) {
      Connection connection = connect(PeerType.REQ, bind(router));
      for (int length : new int[] {1, 255, 256, 300_000}) {
        byte[] body = "x".repeat(length).getBytes(StandardCharsets.US_ASCII);
        loop.execute(() -> connection.request(body));
        byte[] peer = router.receive();
        assertThat(router.receive()).isEmpty();
        assertThat(router.receive()).isEqualTo(body);
        router.send(peer, new byte[0], body);
        assertThat(heard.messages.poll(60, TimeUnit.SECONDS)).isEqualTo(body);
      }
    }
  }

  @Test
  void subscribersHearPublications() throws Exception {
    try (LibZmq publisher = new LibZmq(LibZmq.Type.XPUB)) {
      Connection connection = connect(PeerType.SUB, bind(publisher));
      loop.execute(connection::subscribe);
      assertThat(publisher.receive()).containsExactly(1);
      publisher.send(ascii("one frame"));
      assertThat(heard.messages.poll(60, TimeUnit.SECONDS)).asString().isEqualTo("one frame");
      publisher.send(ascii("topic"), ascii("and body"));
      assertThat(heard.messages.poll(60, TimeUnit.SECONDS)).asString().isEqualTo("and body");
    }
  }

  @Test
  void heartbeatsAreAnsweredWithTheirContext() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      loop.execute(
          () ->
              loop.connect(
                  PeerType.SUB,
                  new InetSocketAddress(server.getInetAddress(), server.getLocalPort()),
                  heard));
      try (RawPeer peer = new RawPeer(server.accept())) {
        peer.handshake("XPUB");
        peer.send(RawPeer.frame(RawPeer.COMMAND, ascii("\4PING\0\0still there?")));
        assertThat(peer.readFrame()).isEqualTo(ascii("\4PONGstill there?"));
        assertThat(heard.closed).isNotDone();
      }
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void theEndOfThePeerIsHeard() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      loop.execute(
          () ->
              loop.connect(
                  PeerType.REQ,
                  new InetSocketAddress(server.getInetAddress(), server.getLocalPort()),
                  heard));
      try (Socket peer = server.accept()) {
        assertThat(peer.getInputStream().readNBytes(64)).startsWith(0xff).contains('N');
      }
    }
    assertThat(heard.closed.get(60, TimeUnit.SECONDS)).isNotEmpty();
  }

  @Test
  void peersOfAnotherProtocolAreLeft() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      loop.execute(
          () ->
              loop.connect(
                  PeerType.REQ,
                  new InetSocketAddress(server.getInetAddress(), server.getLocalPort()),
                  heard));
      try (Socket peer = server.accept()) {
        peer.getOutputStream()
            .write("HTTP/1.1 400 Bad Request\r\n".repeat(3).getBytes(StandardCharsets.US_ASCII));
        assertThat(heard.closed.get(60, TimeUnit.SECONDS))
            .isEqualTo("the peer does not speak ZMTP 3");
      }
    }
  }

  private static InetSocketAddress bind(LibZmq socket) throws IOException {
    return new InetSocketAddress("127.0.0.1", socket.bind("127.0.0.1"));
  }

  private Connection connect(PeerType type, InetSocketAddress peer) throws Exception {
    CompletableFuture<Connection> made = new CompletableFuture<>();
    loop.execute(() -> made.complete(loop.connect(type, peer, heard)));
    Connection connection = made.get(60, TimeUnit.SECONDS);
    heard.ready.get(60, TimeUnit.SECONDS);
    return connection;
  }

  private static final class Heard implements ConnectionListener {
    final CompletableFuture<Void> ready = new CompletableFuture<>();
    final BlockingQueue<byte[]> messages = new LinkedBlockingQueue<>();
    final CompletableFuture<String> closed = new CompletableFuture<>();

    @Override
    public void ready() {
      ready.complete(null);
    }

    @Override
    public void message(byte[] body) {
      messages.add(body);
    }

    @Override
    public void closed(String reason) {
      closed.complete(reason);
    }
  }
}
