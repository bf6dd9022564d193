// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.testing.Await;
import io.saltern.testing.RawPeer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import zmq.Msg;
import zmq.io.Metadata;

@Timeout(60)
class ArrivalsTest {
  private static final int LARGE = 8 << 20;
  private static final int LIMIT = 16 << 20;

  private final Arrivals arrivals = new Arrivals(4L * 3 * LARGE);
  private final Drops drops = new Drops("test");
  private final List<Msg> held = new ArrayList<>();

  private FrameAllocator connection(FrameListener listener) {
    return FrameAllocator.connecting(LIMIT, arrivals, listener, drops);
  }

  private FrameAllocator connection() {
    return connection((metadata, frame, bad) -> null);
  }

  private boolean takes(FrameAllocator connection, int size) {
    Msg frame = connection.allocate(size);
    held.add(frame);
    return frame.size() == size;
  }

  @Test
  void largeFramesTogetherGetNoMoreThanTheirShare() {
    FrameAllocator first = connection();
    FrameAllocator second = connection();
    assertThat(takes(first, LARGE)).isTrue();
    assertThat(takes(second, LARGE)).isTrue();
    assertThat(takes(connection(), LARGE)).isTrue();
    assertThat(takes(connection(), LARGE)).isFalse();
    assertThat(drops.count()).isEqualTo(1);
    held.get(0).setMetadata(new Metadata());
    assertThat(takes(connection(), LARGE)).as("one has arrived").isTrue();
    assertThat(takes(connection(), LARGE)).isFalse();
    second.close();
    assertThat(takes(connection(), LARGE)).as("one is gone").isTrue();
  }

  @Test
  void manyOfMiddlingSizeDoNotKeepLargeOnesOutNorSmallOnes() {
    int taken = 0;
    while (takes(connection(), 1_000_000)) {
      taken++;
    }
    assertThat(taken).isEqualTo(12);
    assertThat(takes(connection(), LARGE)).isTrue();
    assertThat(takes(connection(), Arrivals.SMALL)).isTrue();
  }

  @Test
  void aConnectionHasOneFrameAtATime() {
    FrameAllocator connection = connection();
    for (int i = 0; i < 10; i++) {
      assertThat(takes(connection, LARGE)).isTrue();
    }
  }

  @Test
  void impossibleLengthsAreRefused() {
    assertThat(takes(connection(), LIMIT + 1)).isFalse();
    assertThat(takes(connection(), -1)).isFalse();
  }

  @Test
  void anAcceptedConnectionMustShowItselfBeforeALargeFrame() {
    FrameAllocator accepted =
        FrameAllocator.accepting(LIMIT, arrivals, (metadata, frame, bad) -> null, drops);
    assertThat(takes(accepted, 10)).isTrue();
    assertThat(takes(accepted, LARGE)).isFalse();
  }

  @Test
  void theSlowMakeRoomForOthers() throws Exception {
    try (ServerSocketChannel server = ServerSocketChannel.open()) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
      try (RawPeer client = new RawPeer("127.0.0.1", port);
          SocketChannel channel = server.accept()) {
        Peer peer = new Peer(channel, "slow", System.nanoTime());
        FrameAllocator slow =
            FrameAllocator.accepting(LIMIT, arrivals, (metadata, frame, bad) -> peer, drops);
        slow.allocate(1).setMetadata(new Metadata());
        assertThat(takes(slow, LARGE)).isTrue();
        assertThat(takes(connection(), LARGE)).isTrue();
        assertThat(takes(connection(), LARGE)).isTrue();
        FrameAllocator late = connection();
        assertThat(takes(late, LARGE)).as("all may still come").isFalse();
        Await.until("it was too slow", () -> takes(late, LARGE));
        client.send(new byte[1]);
        assertThat(channel.read(ByteBuffer.allocate(1))).as("its end").isEqualTo(-1);
      }
    }
  }
}
