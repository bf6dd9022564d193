// SPDX-License-Identifier: Apache-2.0
package io.saltern.itests.process;

import io.saltern.testing.RawPeer;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Connections to a master from one address, which no other attack of this run has: so the log tells
 * whose lines are whose.
 */
final class Attack implements AutoCloseable {
  private static final AtomicInteger ADDRESSES = new AtomicInteger();

  private final Master master;
  private final String from;
  private final List<RawPeer> peers = new ArrayList<>();

  Attack(Master master) {
    this.master = master;
    int number = ADDRESSES.incrementAndGet();
    from = "127.99." + number / 250 + "." + (1 + number % 250);
  }

  /** A connection that has sent nothing yet; it stays until the attack ends. */
  RawPeer connect(int port) throws IOException {
    RawPeer peer = new RawPeer(master.address(), port, from);
    peers.add(peer);
    return peer;
  }

  /** A connection to the port of requests that greeted as it should. */
  RawPeer greet(String socketType) throws IOException {
    RawPeer peer = connect(Master.REQUESTS);
    peer.handshake(socketType);
    return peer;
  }

  /** So many connections that greet as they should, and then send something all at once. */
  void greetAndSend(int connections, byte[]... parts) throws IOException {
    List<RawPeer> fresh = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      RawPeer peer = connect(Master.REQUESTS);
      peer.send(RawPeer.greeting(), RawPeer.ready("REQ"));
      fresh.add(peer);
    }
    for (RawPeer peer : fresh) {
      peer.awaitGreeting();
    }
    for (RawPeer peer : fresh) {
      trySend(peer, parts);
    }
  }

  /** Sends, which fails when the master has closed the connection already. */
  static boolean trySend(RawPeer peer, byte[]... parts) {
    try {
      peer.send(parts);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** The answer to a request over a connection of its own. */
  byte[] ask(byte[] body) throws IOException {
    RawPeer peer = greet("REQ");
    peer.send(RawPeer.request(body));
    return peer.readReply();
  }

  /** What the master's log says of messages that came from here. */
  List<String> refusals() throws IOException {
    return Files.readAllLines(master.log()).stream()
        .filter(line -> line.contains("Message from " + from + " refused: "))
        .toList();
  }

  @Override
  public void close() throws IOException {
    for (RawPeer peer : peers) {
      peer.close();
    }
  }
}
