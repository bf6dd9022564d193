// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.MinionId;
import io.saltern.api.store.MinionData;
import io.saltern.testing.Await;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TcpPresenceTest {
  private static final int TEN_MINUTES = 600_000;

  private final MemoryMinionData data = new MemoryMinionData();

  private void known(String id, String... addresses) {
    data.save(new MinionData(new MinionId(id), Map.of("ipv4", List.of(addresses)), Map.of()));
  }

  @Test
  void aMinionIsThereWhileItsAddressIsConnected() throws Exception {
    known("web1", "127.0.0.1", "127.0.0.77");
    known("web2", "127.0.0.1", "127.0.0.78");
    known("evil", "not.an.address", "127.0.0.1");
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.76"))) {
      TcpPresence presence = new TcpPresence(server::getLocalPort, data);
      assertThat(presence.connected()).isEmpty();
      assertThat(presence.away(List.of("web1", "web2"))).as("nobody is connected").isEmpty();
      try (Socket minion = new Socket()) {
        minion.bind(new InetSocketAddress("127.0.0.77", 0));
        minion.connect(server.getLocalSocketAddress(), TEN_MINUTES);
        Await.until(
            "the master's end is connected, too",
            () -> presence.connected().equals(Map.of("web1", "127.0.0.77")));
        assertThat(presence.away(List.of("web1", "web2", "unknown", "no/id")))
            .containsExactly("web2");
      }
      Await.until("its connection is gone", () -> presence.connected().isEmpty());
    }
  }

  @Test
  void theKernelsListIsUnderstood(@TempDir Path net) throws Exception {
    Files.writeString(
        net.resolve("tcp"),
        """
          sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid
           0: 00000000:1199 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0
           1: 0100000A:1199 020000C0:D431 01 00000000:00000000 00:00000000 00000000     0
           2: 0100000A:1199 030000C0:D431 06 00000000:00000000 00:00000000 00000000     0
           3: 0100000A:119A 040000C0:D431 01 00000000:00000000 00:00000000 00000000     0
        """);
    Files.writeString(
        net.resolve("tcp6"),
        """
          sl  local_address                         remote_address                        st
           0: 0000000000000000FFFF00000100000A:1199 0000000000000000FFFF0000050000C0:D431 01
           1: B80D0120000000000000000001000000:1199 B80D0120000000000000000002000000:D431 01
        """);
    assertThat(new TcpConnections(net).remotes(4505))
        .containsExactlyInAnyOrder(
            InetAddress.getByName("192.0.0.2"),
            InetAddress.getByName("192.0.0.5"),
            InetAddress.getByName("2001:db8::2"));
  }
}
