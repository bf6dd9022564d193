// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.Event;
import io.saltern.api.master.EventBus.Listening;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MasterEventBusTest {
  private static final Instant NOW = Instant.parse("2026-11-22T04:04:23Z");

  private final MasterEventBus bus = new MasterEventBus(Clock.fixed(NOW, ZoneOffset.UTC));
  private final List<Event> heard = new ArrayList<>();

  @Test
  void callsThoseWhoListenToThatBeginning() {
    bus.listen("salt/job/1", heard::add);
    bus.fire("salt/job/1/new", Map.of("a", 1L));
    bus.fire("salt/job/2/new", Map.of());
    bus.fire("salt/job", Map.of());
    assertThat(heard).containsExactly(new Event("salt/job/1/new", Map.of("a", 1L), NOW));
  }

  @Test
  void shieldsListenersFromEachOther() {
    bus.listen(
        "",
        event -> {
          throw new IllegalStateException("a listener that throws");
        });
    bus.listen(
        "",
        event -> {
          throw new StackOverflowError("a listener that recurses");
        });
    bus.listen("", heard::add);
    bus.fire("a", Map.of());
    assertThat(heard).hasSize(1);
  }

  @Test
  void endsOneListeningAndNoOther() {
    Listening first = bus.listen("", heard::add);
    Listening second = bus.listen("", heard::add);
    first.close();
    first.close();
    bus.fire("a", Map.of());
    assertThat(heard).hasSize(1);
    second.close();
    bus.fire("b", Map.of());
    assertThat(heard).hasSize(1);
  }

  @Test
  void letsAListenerEndItselfAndFireItself() {
    List<Listening> own = new ArrayList<>();
    own.add(
        bus.listen(
            "a",
            event -> {
              own.get(0).close();
              bus.fire("b", Map.of());
            }));
    bus.listen("", heard::add);
    bus.fire("a", Map.of());
    bus.fire("a", Map.of());
    assertThat(heard).extracting(Event::tag).containsExactly("b", "a", "a");
  }
}
