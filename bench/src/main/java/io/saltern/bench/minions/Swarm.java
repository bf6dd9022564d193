// SPDX-License-Identifier: Apache-2.0
package io.saltern.bench.minions;

import io.saltern.api.MinionId;
import io.saltern.bench.zmtp.Loop;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/** All simulated minions of a run and the thread they live on. */
public final class Swarm implements AutoCloseable {
  /** What each minion is to do. */
  public interface Step {
    void run(SimulatedMinion minion, SimulatedMinion.Done done);
  }

  private static final Duration SWEEP = Duration.ofSeconds(1);
  private static final int CONNECTING = 64;

  private final Loop loop = new Loop();
  private final PublicationReader reader = new PublicationReader();
  private final List<SimulatedMinion> minions = new ArrayList<>();
  private final AcceptedKeys keys;

  /**
   * Makes minions of the first master, whose keys all the masters accept.
   *
   * @throws IOException when a key directory cannot be used
   */
  public Swarm(int count, List<MasterAddress> masters) throws IOException {
    SharedIdentity identity = new SharedIdentity(masters.get(0).pkiDir());
    List<MinionId> ids =
        IntStream.rangeClosed(1, count)
            .mapToObj(i -> new MinionId(String.format(Locale.ROOT, "bench-%05d", i)))
            .toList();
    keys = new AcceptedKeys(masters, ids, identity.pub());
    for (MinionId id : ids) {
      minions.add(new SimulatedMinion(loop, id, identity, masters.get(0), reader));
    }
    loop.execute(this::sweep);
  }

  public Loop loop() {
    return loop;
  }

  public List<SimulatedMinion> minions() {
    return minions;
  }

  /** Publications that no minion could read. */
  public long unreadable() {
    return reader.unreadable();
  }

  /**
   * Has every minion do a step, few at a time.
   *
   * @throws IllegalStateException with the first reason when one fails
   * @throws TimeoutException when not all have done it in time
   */
  public void each(String what, Step step, Duration deadline)
      throws InterruptedException, ExecutionException, TimeoutException {
    CompletableFuture<Optional<String>> all = new CompletableFuture<>();
    loop.execute(() -> new Walk(step, all).start());
    Optional<String> failure = all.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    if (failure.isPresent()) {
      throw new IllegalStateException(what + ": " + failure.get());
    }
  }

  @Override
  public void close() {
    CompletableFuture<Void> closed = new CompletableFuture<>();
    loop.execute(
        () -> {
          minions.forEach(SimulatedMinion::close);
          closed.complete(null);
        });
    try {
      closed.orTimeout(5, TimeUnit.SECONDS).join();
    } finally {
      loop.close();
      keys.close();
    }
  }

  private void sweep() {
    long now = System.nanoTime();
    minions.forEach(minion -> minion.expire(now));
    loop.after(SWEEP, this::sweep);
  }

  private final class Walk {
    private final Queue<SimulatedMinion> waiting = new ArrayDeque<>(minions);
    private final Step step;
    private final CompletableFuture<Optional<String>> all;
    private int left = minions.size();

    Walk(Step step, CompletableFuture<Optional<String>> all) {
      this.step = step;
      this.all = all;
    }

    void start() {
      for (int i = 0; i < CONNECTING; i++) {
        next();
      }
    }

    private void next() {
      SimulatedMinion minion = waiting.poll();
      if (minion != null) {
        step.run(minion, this::done);
      }
    }

    private void done(Optional<String> failure) {
      if (failure.isPresent()) {
        waiting.clear();
        all.complete(failure);
      } else if (--left == 0) {
        all.complete(Optional.empty());
      } else {
        next();
      }
    }
  }
}
