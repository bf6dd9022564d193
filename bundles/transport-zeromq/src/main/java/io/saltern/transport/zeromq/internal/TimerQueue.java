// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import java.lang.reflect.Field;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The timers of an I/O thread and when each is due, in milliseconds, kept in that order.
 *
 * <p>JeroMQ 0.6.0 keeps them unordered, and copies and sorts all of them each time the thread
 * wakes. Heartbeats are a timer for every connection, so that with a thousand connections most of
 * the thread's time went there. It looks at them from the first to one that is not due, and takes
 * away cancelled ones on its way; so this shows only those.
 *
 * <p>Belongs to the I/O thread.
 */
final class TimerQueue extends AbstractMap<Object, Long> {
  private static final Logger LOG = LoggerFactory.getLogger(TimerQueue.class);

  private final LongSupplier clock;
  private final Predicate<Object> cancelled;
  private final Map<Object, Timer> timers = new HashMap<>();
  private final NavigableSet<Timer> ordered =
      new TreeSet<>(Comparator.comparingLong(Timer::due).thenComparingLong(Timer::number));
  private long added;

  /**
   * @param clock milliseconds, not before those that the I/O thread reads
   * @param cancelled whether a timer was cancelled
   */
  TimerQueue(LongSupplier clock, Predicate<Object> cancelled) {
    this.clock = clock;
    this.cancelled = cancelled;
  }

  private record Timer(Object what, long due, long number) {
    Map.Entry<Object, Long> entry() {
      return Map.entry(what, due);
    }
  }

  /**
   * Gives an I/O thread that has not started such a queue. One of another make keeps its own, and
   * works as well, but slower.
   *
   * @param poller what the thread will run
   * @return whether it has one
   */
  static boolean install(Runnable poller) {
    try {
      Field timers = field(poller.getClass(), "timers");
      Object multiMap = timers.get(poller);
      Field byTimer = field(multiMap.getClass(), "inverse");
      Field cancelled =
          field(
              Class.forName(
                  timers.getDeclaringClass().getName() + "$TimerInfo",
                  false,
                  poller.getClass().getClassLoader()),
              "cancelled");
      byTimer.set(multiMap, new TimerQueue(System::currentTimeMillis, t -> isSet(cancelled, t)));
      return true;
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOG.warn("The timers of {} stay unordered: {}", poller.getClass().getName(), e.toString());
      return false;
    }
  }

  private static Field field(Class<?> type, String name) throws NoSuchFieldException {
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        if (field.getName().equals(name)) {
          field.setAccessible(true);
          return field;
        }
      }
    }
    throw new NoSuchFieldException(type.getName() + "." + name);
  }

  private static boolean isSet(Field field, Object object) {
    try {
      return field.getBoolean(object);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As maps do, keeps the timer that is there when an equal one is put, with the new time. */
  @Override
  public @Nullable Long put(Object what, Long due) {
    Timer before = timers.get(what);
    Timer timer = new Timer(before == null ? what : before.what(), due, added++);
    timers.put(timer.what(), timer);
    ordered.add(timer);
    if (before == null) {
      return null;
    }
    ordered.remove(before);
    return before.due();
  }

  @Override
  public @Nullable Long remove(@Nullable Object what) {
    Timer timer = timers.remove(what);
    if (timer == null) {
      return null;
    }
    ordered.remove(timer);
    return timer.due();
  }

  @Override
  public @Nullable Long get(@Nullable Object what) {
    Timer timer = timers.get(what);
    return timer == null ? null : timer.due();
  }

  @Override
  public boolean containsKey(@Nullable Object what) {
    return timers.containsKey(what);
  }

  @Override
  public int size() {
    return timers.size();
  }

  @Override
  public void clear() {
    timers.clear();
    ordered.clear();
  }

  /**
   * Those that are due, the earliest first, to the next that is not: as they are now, whatever is
   * changed thereafter.
   */
  @Override
  public Set<Entry<Object, Long>> entrySet() {
    List<Entry<Object, Long>> first = first();
    return new AbstractSet<>() {
      @Override
      public Iterator<Entry<Object, Long>> iterator() {
        return first.iterator();
      }

      @Override
      public int size() {
        return first.size();
      }
    };
  }

  private List<Entry<Object, Long>> first() {
    long now = clock.getAsLong();
    List<Entry<Object, Long>> first = new ArrayList<>();
    for (Timer timer : ordered) {
      first.add(timer.entry());
      if (timer.due() > now && !cancelled.test(timer.what())) {
        break;
      }
    }
    return first;
  }
}
