// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.saltern.api.config.MinionOptions;
import io.saltern.api.minion.MasterChange;
import io.saltern.api.minion.MasterChoice;
import io.saltern.api.minion.MasterLink;
import io.saltern.api.minion.ServedMaster;
import io.saltern.api.testing.FixedSettings;
import io.saltern.api.transport.Endpoint;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MastersTest {
  private static final Endpoint A = new Endpoint("172.16.0.1", 4506);
  private static final Endpoint B = new Endpoint("::1", 14506);

  @TempDir Path folder;
  private final NotedYaml yaml = new NotedYaml();
  private Path file;
  private Masters minion;
  private Masters other;

  @BeforeEach
  void begin() throws Exception {
    FixedSettings settings = new FixedSettings(folder);
    file = settings.path(MinionOptions.CACHEDIR).resolve("served_masters");
    Files.createDirectories(file.getParent());
    minion = new Masters(settings, yaml);
    other = new Masters(settings, yaml);
  }

  private static MasterLink link(Endpoint master) {
    return (MasterLink)
        Proxy.newProxyInstance(
            MastersTest.class.getClassLoader(),
            new Class<?>[] {MasterLink.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "master" -> master;
                  case "hashCode" -> System.identityHashCode(proxy);
                  case "equals" -> proxy == arguments[0];
                  default -> null;
                });
  }

  @Test
  void anotherProcessSeesWhatIsServed() {
    assertThat(other.served()).isEmpty();
    MasterLink first = link(A);
    MasterLink second = link(B);
    minion.ready(first);
    minion.ready(second);
    minion.connected(first, false);
    assertThat(other.served())
        .extracting(ServedMaster::master, ServedMaster::connected)
        .containsExactly(tuple(A, false), tuple(B, true));
    minion.gone(first);
    assertThat(other.served()).extracting(ServedMaster::master).containsExactly(B);
    minion.reset();
    assertThat(other.served()).isEmpty();
  }

  @Test
  void changesAreCountedByReason() {
    MasterChange closed = new MasterChange(A, B, "connection closed", Duration.ofMillis(200));
    MasterChange back = new MasterChange(B, A, "failback", Duration.ZERO);
    minion.changed(closed);
    minion.changed(back);
    minion.changed(closed);
    assertThat(other.counts()).isEqualTo(Map.of("connection closed", 2L, "failback", 1L));
    assertThat(other.last()).contains(closed);
  }

  @Test
  void aFileThatIsBrokenOrOfAnEndedProcessTellsNothing() throws Exception {
    Files.writeString(file, "no such value");
    assertThat(other.served()).isEmpty();
    minion.ready(link(A));
    long ended = new ProcessBuilder("true").start().onExit().get().pid();
    Files.writeString(
        file,
        yaml.write(
            Map.of(
                "pid",
                ended,
                "served",
                List.of(
                    Map.of(
                        "master",
                        A.toString(),
                        "connected",
                        true,
                        "since",
                        "2026-11-22T10:00:00Z")),
                "counts",
                Map.of())));
    assertThat(other.served()).isEmpty();
  }

  @Test
  void onlyTheMinionItselfAsksItsMaster() {
    AtomicInteger asked = new AtomicInteger();
    minion.choice(
        new MasterChoice() {
          @Override
          public void recheck() {
            asked.incrementAndGet();
          }
        });
    other.recheck();
    assertThat(asked).hasValue(0);
    minion.recheck();
    assertThat(asked).hasValue(1);
    minion.reset();
    minion.recheck();
    assertThat(asked).hasValue(1);
  }
}
