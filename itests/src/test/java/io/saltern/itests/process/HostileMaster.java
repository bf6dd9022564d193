// SPDX-License-Identifier: Apache-2.0
package io.saltern.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.testing.Await;
import io.saltern.testing.RawPeer;
import io.saltern.wire.Msgpack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes connections where a master takes requests, and answers each in another wrong way. */
final class HostileMaster implements AutoCloseable {
  private static final int BACKLOG = 50;
  private static final byte[] EMPTY = RawPeer.frame(RawPeer.MORE, new byte[0]);

  private interface Way {
    void answer(RawPeer minion) throws IOException;
  }

  private final List<Way> ways =
      List.of(
          minion -> minion.send(noise(5000)),
          minion -> minion.send(RawPeer.greeting(), noise(5000)),
          minion -> minion.send(RawPeer.greeting(), RawPeer.ready("SUB")),
          asked(noise(5000)),
          asked(EMPTY, RawPeer.head(0, 64 << 20)),
          asked(EMPTY, RawPeer.head(0, Long.MIN_VALUE)),
          asked(EMPTY, RawPeer.head(0, 64 << 20), new byte[64 << 20]),
          asked(EMPTY, EMPTY, EMPTY, RawPeer.frame(0, new byte[1])),
          asked(RawPeer.frame(RawPeer.COMMAND, new byte[] {4, 'P', 'I', 'N', 'G'})),
          asked(RawPeer.request(new byte[0])),
          asked(RawPeer.request(noise(300))),
          asked(RawPeer.request(nested())),
          asked(RawPeer.request(Msgpack.WIRE.encode("bad load"))),
          asked(RawPeer.request(StrangeMinion.clear(Map.of("ret", "full")))),
          asked(RawPeer.request(signed(Map.of("ret", true, "nonce", "0".repeat(32))))));

  private final ServerSocket listening;
  private final AtomicInteger done = new AtomicInteger();
  private final Thread thread = new Thread(this::serve, "hostile master");

  HostileMaster(String address) throws IOException {
    listening = new ServerSocket(Master.REQUESTS, BACKLOG, InetAddress.getByName(address));
    thread.start();
  }

  /** Whether it has answered in every way it knows. */
  boolean hasTriedAll() {
    return done.get() >= ways.size();
  }

  private void serve() {
    while (!listening.isClosed()) {
      try (Socket socket = listening.accept();
          RawPeer minion = new RawPeer(socket)) {
        answer(ways.get(done.get() % ways.size()), minion);
        done.incrementAndGet();
      } catch (IOException e) {
        if (!listening.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private static void answer(Way way, RawPeer minion) {
    try {
      way.answer(minion);
    } catch (IOException e) {
      assertThat(e).as("the minion may leave first").isNotNull();
    }
  }

  /** Waits to be asked, and then sends this. */
  private static Way asked(byte[]... answer) {
    return minion -> {
      minion.handshake("ROUTER");
      minion.readReply();
      minion.send(answer);
    };
  }

  private static byte[] signed(Map<String, Object> load) {
    return Msgpack.WIRE.encode(
        Map.of("enc", "clear", "load", Msgpack.WIRE.encode(load), "sig", new byte[256]));
  }

  private static byte[] noise(int length) {
    byte[] noise = new byte[length];
    new Random(length).nextBytes(noise);
    return noise;
  }

  private static byte[] nested() {
    byte[] nested = new byte[100_000];
    Arrays.fill(nested, (byte) 0x91);
    return nested;
  }

  @Override
  public void close() throws IOException {
    listening.close();
    Await.until("it serves nobody any more", Instance.PATIENCE, () -> !thread.isAlive());
  }
}
