// SPDX-License-Identifier: Apache-2.0
package io.saltern.testing;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for a condition, never longer than a deadline. */
public final class Await {
  /** Nobody waits so long where all is well; a busy machine takes its time. */
  private static final Duration USUAL = Duration.ofSeconds(60);

  private static final long PAUSE_NANOS = 2_000_000;

  private Await() {}

  /**
   * Waits at most a minute until {@code condition} holds.
   *
   * @param what what is waited for, for the message
   * @throws AssertionError when it does not hold in time, or the thread is interrupted
   */
  public static void until(String what, Condition condition) {
    until(what, USUAL, condition);
  }

  /** Like {@link #until(String, Condition)}, with a deadline of one's own. */
  public static void until(String what, Duration deadline, Condition condition) {
    value(what, deadline, () -> holds(what, condition) ? Optional.of(true) : Optional.empty());
  }

  private static boolean holds(String what, Condition condition) {
    try {
      return condition.holds();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (Exception e) {
      throw new AssertionError("failed while waiting for: " + what, e);
    }
  }

  /** What is waited for. */
  @FunctionalInterface
  public interface Condition {
    /** Whether it holds now. */
    boolean holds() throws Exception;
  }

  /**
   * Waits until there is a value, and returns it.
   *
   * @throws AssertionError when there is none in time, or the thread is interrupted
   */
  public static <T> T value(String what, Duration deadline, Supplier<Optional<T>> source) {
    long end = System.nanoTime() + deadline.toNanos();
    while (true) {
      boolean last = System.nanoTime() - end >= 0;
      Optional<T> value = source.get();
      if (value.isPresent()) {
        return value.get();
      }
      if (last) {
        throw new AssertionError("not within " + deadline + ": " + what);
      }
      if (Thread.currentThread().isInterrupted()) {
        throw new AssertionError("interrupted while waiting for: " + what);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
