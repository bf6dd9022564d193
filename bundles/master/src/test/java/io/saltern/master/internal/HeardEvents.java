// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import io.saltern.api.Event;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A real bus, and all that was fired on it. */
final class HeardEvents {
  final MasterEventBus bus = new MasterEventBus();
  private final List<Event> events = new CopyOnWriteArrayList<>();

  HeardEvents() {
    bus.listen("", events::add);
  }

  List<Event> all() {
    return events;
  }

  List<String> tags() {
    return events.stream().map(Event::tag).toList();
  }

  Event last() {
    return events.get(events.size() - 1);
  }
}
