// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.swap;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Holds the services of one kind and lends out the best ranked, so that a bundle can be updated,
 * stopped and started while requests run: what is under way ends on the instance it began with, an
 * {@link #unbind} waits for it (bounded), and a caller who finds none waits a moment for the next.
 *
 * <p>A component uses it from dynamic bind and unbind methods.
 *
 * @param <S> the service
 */
public final class ServiceSlot<S> {
  private final String what;
  private final Duration patience;
  private final List<Tenant<S>> tenants = new CopyOnWriteArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();

  /** When the last service left, as {@link System#nanoTime}; null = none has. */
  private volatile @Nullable Long leftAt;

  /**
   * @param what the name of the kind, for messages, as {@code signing provider}
   * @param patience how long a caller waits for a service and an unbind for its callers
   */
  public ServiceSlot(String what, Duration patience) {
    this.what = what;
    this.patience = patience;
  }

  /** Takes a service in. The highest rank is used; among equals the one that came first. */
  public void bind(S service, int rank) {
    lock.lock();
    try {
      tenants.add(new Tenant<>(service, rank));
      tenants.sort(Comparator.comparingInt((Tenant<S> t) -> t.rank).reversed());
      arrived.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Lets a service go: new calls go elsewhere at once, and this method returns when those under way
   * have ended or patience has.
   *
   * @return false when calls were still under way at the end
   */
  public boolean unbind(S service) {
    Optional<Tenant<S>> gone = tenants.stream().filter(t -> t.service == service).findFirst();
    if (gone.isEmpty()) {
      return true;
    }
    leftAt = System.nanoTime();
    tenants.remove(gone.get());
    boolean empty = gone.get().leave(patience);
    leftAt = System.nanoTime();
    return empty;
  }

  /** Whether a service is there now. */
  public boolean isPresent() {
    return !tenants.isEmpty();
  }

  /** Whether a service is there, or left so short a time ago that it may be being replaced. */
  public boolean isExpected() {
    Long left = leftAt;
    return isPresent() || (left != null && System.nanoTime() - left < patience.toNanos());
  }

  /**
   * Calls the best service.
   *
   * @throws ServiceMissingException when none came within the patience
   */
  public <R extends @Nullable Object> R call(Function<S, R> work) {
    Tenant<S> tenant = enter();
    try {
      return work.apply(tenant.service);
    } finally {
      tenant.exit();
    }
  }

  /**
   * Calls the best service for something that completes later; the service stays in use until then.
   *
   * @throws ServiceMissingException when none came within the patience
   */
  public <R> CompletionStage<R> callAsync(Function<S, CompletionStage<R>> work) {
    Tenant<S> tenant = enter();
    try {
      return work.apply(tenant.service).whenComplete((value, failure) -> tenant.exit());
    } catch (RuntimeException | Error failure) {
      tenant.exit();
      throw failure;
    }
  }

  private Tenant<S> enter() {
    Tenant<S> tenant = tryEnter();
    return tenant == null ? awaitTenant() : tenant;
  }

  private @Nullable Tenant<S> tryEnter() {
    for (Tenant<S> tenant : tenants) {
      if (tenant.enter()) {
        return tenant;
      }
    }
    return null;
  }

  private Tenant<S> awaitTenant() {
    long left = patience.toNanos();
    lock.lock();
    try {
      Tenant<S> tenant = tryEnter();
      while (tenant == null) {
        if (left <= 0) {
          throw new ServiceMissingException("no " + what + " is available");
        }
        left = arrived.awaitNanos(left);
        tenant = tryEnter();
      }
      return tenant;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServiceMissingException("interrupted while waiting for a " + what);
    } finally {
      lock.unlock();
    }
  }
}
