// SPDX-License-Identifier: Apache-2.0
package io.saltern.bench;

import io.saltern.bench.minions.MasterAddress;
import io.saltern.bench.minions.SimulatedMinion;
import io.saltern.bench.minions.Swarm;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Follows the minions from the end of one master to the next. */
final class FailoverTimes {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Swarm swarm;
  private final MasterAddress next;
  private final Durations lost = new Durations();
  private final Durations signedIn = new Durations();
  private final Durations subscribed = new Durations();
  private final Map<String, Integer> failures = new TreeMap<>();
  private final CompletableFuture<Void> all = new CompletableFuture<>();
  private long killed;

  FailoverTimes(Swarm swarm, MasterAddress next) {
    this.swarm = swarm;
    this.next = next;
  }

  /** Subscribes a minion, which will move when the connection ends. */
  void watch(SimulatedMinion minion, SimulatedMinion.Done done) {
    minion.subscribe(done, (m, job) -> {}, () -> lost(minion));
  }

  void run(String kill, Duration timeout)
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    swarm.loop().execute(() -> killed = System.nanoTime());
    Process process = new ProcessBuilder("sh", "-c", kill).inheritIO().start();
    try {
      all.get(timeout.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new TimeoutException(
          lost.count()
              + " minions lost their master, "
              + signedIn.count()
              + " signed in, "
              + subscribed.count()
              + " hear the next; failures: "
              + failures);
    } finally {
      process.destroy();
    }
  }

  Result result() {
    return new Result("failover")
        .figure("minions", swarm.minions().size())
        .figure("first noticed ms", lost.millis(0))
        .figure("last noticed ms", lost.millis(1))
        .figure("half signed in ms", signedIn.millis(0.5))
        .figure("all signed in ms", signedIn.millis(1))
        .figure("all hear the next ms", subscribed.millis(1))
        .failures(failures);
  }

  private void lost(SimulatedMinion minion) {
    lost.add(System.nanoTime() - killed);
    minion.moveTo(next);
    signIn(minion);
  }

  private void signIn(SimulatedMinion minion) {
    minion.signIn(
        failure -> {
          if (retried(failure, () -> signIn(minion))) {
            return;
          }
          signedIn.add(System.nanoTime() - killed);
          subscribe(minion);
        });
  }

  private void subscribe(SimulatedMinion minion) {
    minion.subscribe(
        failure -> {
          if (retried(failure, () -> subscribe(minion))) {
            return;
          }
          subscribed.add(System.nanoTime() - killed);
          if (subscribed.count() == swarm.minions().size()) {
            all.complete(null);
          }
        },
        (m, job) -> {},
        () -> failures.merge("lost the next master", 1, Integer::sum));
  }

  private boolean retried(Optional<String> failure, Runnable again) {
    failure.ifPresent(
        reason -> {
          failures.merge(reason, 1, Integer::sum);
          swarm.loop().after(PAUSE, again);
        });
    return failure.isPresent();
  }
}
