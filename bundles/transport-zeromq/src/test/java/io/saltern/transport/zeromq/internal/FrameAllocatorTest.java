// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import zmq.Msg;
import zmq.io.Metadata;

@Timeout(60)
class FrameAllocatorTest {
  private static final int LARGE = 8 << 20;
  private static final int LIMIT = 16 << 20;
  private static final int HEAP_SHARES = 4;

  private final Pump pump = new Pump("saltern-zmq-test");
  private final Arrivals arrivals = new Arrivals(HEAP_SHARES * 3L * LARGE);
  private final Drops drops = new Drops("test");
  private final Link link = new Link(pump, Long.MAX_VALUE);

  @AfterEach
  void close() {
    pump.stop();
    pump.join();
  }

  private FrameAllocator connection() {
    return new FrameAllocator(LIMIT, arrivals, link, drops);
  }

  private static boolean takes(FrameAllocator connection, int size) {
    return connection.allocate(size).size() == size;
  }

  @Test
  void aConnectionHasOneFrameAtATime() {
    FrameAllocator connection = connection();
    for (int i = 0; i < 10; i++) {
      assertThat(takes(connection, LARGE)).isTrue();
    }
  }

  @Test
  void framesTogetherGetNoMoreThanTheirShare() {
    FrameAllocator first = connection();
    Msg frame = first.allocate(LARGE);
    FrameAllocator second = connection();
    assertThat(takes(second, LARGE)).isTrue();
    assertThat(takes(connection(), LARGE)).isTrue();
    assertThat(takes(connection(), LARGE)).isFalse();
    assertThat(drops.count()).isEqualTo(1);
    frame.setMetadata(new Metadata());
    assertThat(takes(connection(), LARGE)).as("one has arrived").isTrue();
    assertThat(takes(connection(), LARGE)).isFalse();
    second.close();
    assertThat(takes(connection(), LARGE)).as("one is gone").isTrue();
    assertThat(takes(connection(), Arrivals.SMALL)).isTrue();
  }

  @Test
  void impossibleLengthsAreRefused() {
    assertThat(takes(connection(), LIMIT + 1)).isFalse();
    assertThat(takes(connection(), -1)).isFalse();
    assertThat(link.isBroken()).isFalse();
    connection().allocate(-1).setMetadata(new Metadata());
    assertThat(link.isBroken()).as("what follows would be read as frames").isTrue();
  }
}
