// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A lock-free queue with a bound: many threads put, one takes. */
final class BoundedQueue<T> {
  private final int bound;
  private final Queue<T> items = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();

  BoundedQueue(int bound) {
    this.bound = bound;
  }

  /** False when it is full. */
  boolean offer(T item) {
    if (size.incrementAndGet() > bound) {
      size.decrementAndGet();
      return false;
    }
    items.add(item);
    return true;
  }

  @Nullable T poll() {
    T item = items.poll();
    if (item != null) {
      size.decrementAndGet();
    }
    return item;
  }
}
