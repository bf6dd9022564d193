// SPDX-License-Identifier: Apache-2.0
package io.saltern.ldap;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What was found out a short while ago. Bounded: what was learnt first is forgotten first.
 *
 * @param <K> what was asked
 * @param <V> what the answer was
 */
public final class ShortMemory<K, V> {
  private record Known<V>(V value, long since) {}

  private final int most;
  private final long nanos;
  private final LongSupplier clock;
  private final Map<K, Known<V>> known = new LinkedHashMap<>();

  /**
   * @param life how long an answer is good; zero = not at all
   */
  public ShortMemory(int most, Duration life) {
    this(most, life, System::nanoTime);
  }

  ShortMemory(int most, Duration life, LongSupplier clock) {
    this.most = most;
    this.nanos = life.toNanos();
    this.clock = clock;
  }

  /** The answer, while it is good. */
  public synchronized Optional<V> find(K key) {
    Known<V> found = known.get(key);
    if (found == null || clock.getAsLong() - found.since >= nanos) {
      return Optional.empty();
    }
    return Optional.of(found.value);
  }

  /** Remembers an answer. */
  public synchronized void learn(K key, V value) {
    if (nanos == 0) {
      return;
    }
    known.remove(key);
    known.put(key, new Known<>(value, clock.getAsLong()));
    if (known.size() > most) {
      known.remove(known.keySet().iterator().next());
    }
  }
}
