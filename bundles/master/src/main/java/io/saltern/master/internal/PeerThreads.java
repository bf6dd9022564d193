// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import io.saltern.api.MinionId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where what minions ask of each other is worked on, apart from requests: no minion can have more
 * than its share under way, nor hold the others up.
 */
@Component(service = PeerThreads.class)
public final class PeerThreads {
  /** How much one minion may have under way at once. */
  enum Kind {
    PUBLICATION(32),
    RUNNER(4);

    private final int share;

    Kind(int share) {
      this.share = share;
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(PeerThreads.class);
  private static final int PUBLISHERS = 4;
  private static final int RUNNERS = 16;
  private static final int MOST_WAITING = 1000;
  private static final int IDLE_SECONDS = 30;

  private record Claim(MinionId minion, Kind kind) {}

  private final ThreadPoolExecutor publishers = pool("peer-publish", PUBLISHERS);
  private final ThreadPoolExecutor runners = pool("peer-run", RUNNERS);
  private final Map<Claim, Integer> claims = new ConcurrentHashMap<>();
  private final LongAdder refused = new LongAdder();

  @Activate
  public PeerThreads() {}

  private static ThreadPoolExecutor pool(String name, int threads) {
    AtomicInteger count = new AtomicInteger();
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MOST_WAITING),
            work -> {
              Thread thread = new Thread(work, name + "-" + count.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /** For what follows a publication. */
  Executor publishers() {
    return publishers;
  }

  /** How many wishes found no room so far. */
  long refused() {
    return refused.sum();
  }

  /**
   * Counts something as under way until it is done.
   *
   * @return null when the minion has its share under way already
   */
  <T> @Nullable CompletableFuture<T> claim(
      MinionId minion, Kind kind, Supplier<CompletableFuture<T>> work) {
    Claim claim = new Claim(minion, kind);
    if (claims.merge(claim, 1, Integer::sum) > kind.share) {
      leave(claim);
      note(minion, kind, "it has " + kind.share + " under way");
      return null;
    }
    CompletableFuture<T> done;
    try {
      done = work.get();
    } catch (RejectedExecutionException e) {
      leave(claim);
      note(minion, kind, MOST_WAITING + " of all minions wait");
      return null;
    } catch (RuntimeException e) {
      leave(claim);
      return CompletableFuture.failedFuture(e);
    }
    return done.whenComplete((value, failure) -> leave(claim));
  }

  private void leave(Claim claim) {
    claims.computeIfPresent(claim, (same, count) -> count > 1 ? count - 1 : null);
  }

  private void note(MinionId minion, Kind kind, String why) {
    refused.increment();
    LOG.warn("Refused {} a {}: {} ({} so far)", minion, kind, why, refused);
  }

  /** Publishes, or does another short work that may wait for the disk. */
  <T> CompletableFuture<T> publish(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, publishers);
  }

  /** Runs a function, which is interrupted when it takes longer than the deadline. */
  <T> CompletableFuture<T> run(Callable<T> work, Duration deadline) {
    CompletableFuture<T> done = new CompletableFuture<>();
    Future<?> task =
        runners.submit(
            () -> {
              try {
                done.complete(work.call());
              } catch (Exception | Error e) {
                done.completeExceptionally(e);
              }
            });
    return done.orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete(
            (value, failure) -> {
              if (failure instanceof TimeoutException) {
                task.cancel(true);
              }
            });
  }

  /** Ends what is under way. */
  @Deactivate
  void close() {
    publishers.shutdownNow();
    runners.shutdownNow();
  }
}
