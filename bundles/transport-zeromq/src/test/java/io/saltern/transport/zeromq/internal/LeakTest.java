// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import static io.saltern.transport.zeromq.internal.Loopback.ANY_PORT;
import static io.saltern.transport.zeromq.internal.Loopback.LONG;
import static io.saltern.transport.zeromq.internal.Loopback.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.transport.PublishServer;
import io.saltern.api.transport.RequestClient;
import io.saltern.api.transport.RequestServer;
import io.saltern.api.transport.Subscription;
import io.saltern.api.transport.TransportOptions;
import io.saltern.testing.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LeakTest {
  @Test
  void leavesNoThreadAndNoDescriptorBehind() throws Exception {
    useAndClose();
    long descriptors = descriptors();
    for (int i = 0; i < 3; i++) {
      useAndClose();
    }
    Await.until("no thread is left", () -> threads() == 0);
    Await.until("no descriptor is left", () -> descriptors() <= descriptors);
  }

  private static void useAndClose() throws Exception {
    ZmqTransport transport = new ZmqTransport();
    TransportOptions options = TransportOptions.defaults();
    RequestServer server = Loopback.echo(transport, ANY_PORT, options);
    PublishServer publisher = transport.servePublications(ANY_PORT, options);
    RequestClient client = transport.requests(server.endpoint(), options);
    Subscription subscription =
        transport.subscribe(publisher.endpoint(), options, Set.of(), (topic, body) -> {});
    assertThat(client.request(bytes("x"), LONG).get()).isEqualTo(bytes("x"));
    Await.until("subscribed", () -> publisher.subscribers() == 1);
    Await.until("connected", subscription::connected);
    long start = System.nanoTime();
    transport.deactivate();
    assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isLessThan(2000);
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("saltern-zmq"))
        .count();
  }

  private static long descriptors() {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.count();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
