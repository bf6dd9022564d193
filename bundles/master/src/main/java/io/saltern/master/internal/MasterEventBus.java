// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import io.saltern.api.Event;
import io.saltern.api.master.EventBus;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls every listener in the thread that fires, and shields each from the others. */
@Component
public final class MasterEventBus implements EventBus {
  private static final Logger LOG = LoggerFactory.getLogger(MasterEventBus.class);
  private static final long SLOW_NANOS = Duration.ofSeconds(1).toNanos();

  private final Clock clock;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();

  /** With the system's clock. */
  @Activate
  public MasterEventBus() {
    this(Clock.systemUTC());
  }

  MasterEventBus(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void fire(String tag, Map<String, @Nullable Object> data) {
    Event event = new Event(tag, data, clock.instant());
    for (Listener listener : listeners) {
      if (tag.startsWith(listener.prefix)) {
        tell(listener, event);
      }
    }
  }

  private static void tell(Listener listener, Event event) {
    long begin = System.nanoTime();
    try {
      listener.consumer.accept(event);
    } catch (RuntimeException | Error e) {
      LOG.error("A listener to {} failed on {}", listener.prefix, event.tag(), e);
    }
    long taken = System.nanoTime() - begin;
    if (taken > SLOW_NANOS) {
      LOG.warn("A listener to {} held {} up for {} s", listener.prefix, event.tag(), taken / 1e9);
    }
  }

  @Override
  public Listening listen(String tagPrefix, Consumer<Event> listener) {
    Listener added = new Listener(tagPrefix, listener);
    listeners.add(added);
    return () -> listeners.remove(added);
  }

  /** Compared by identity: the same consumer may listen twice. */
  private static final class Listener {
    final String prefix;
    final Consumer<Event> consumer;

    Listener(String prefix, Consumer<Event> consumer) {
      this.prefix = prefix;
      this.consumer = consumer;
    }
  }
}
