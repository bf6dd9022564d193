// SPDX-License-Identifier: Apache-2.0
package io.saltern.bench;

import io.saltern.bench.minions.SimulatedMinion;
import io.saltern.bench.minions.Swarm;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Every minion does the same over and over, one at a time; counted after a time of warming up. */
final class Throughput {
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(100);
  private static final double NANOS_PER_SECOND = 1e9;

  private final Swarm swarm;
  private final ProcessorTime processor;
  private final Swarm.Step step;
  private final Durations durations = new Durations();
  private final Map<String, Integer> failures = new TreeMap<>();
  private final CompletableFuture<Void> over = new CompletableFuture<>();
  private int underWay;
  private boolean counting;
  private boolean ending;
  private Duration used = Duration.ZERO;
  private long begin;
  private long end;

  Throughput(Swarm swarm, ProcessorTime processor, Swarm.Step step) {
    this.swarm = swarm;
    this.processor = processor;
    this.step = step;
  }

  Result run(String scenario, Duration warmUp, Duration measured)
      throws InterruptedException, ExecutionException, TimeoutException {
    swarm
        .loop()
        .execute(
            () -> {
              swarm.minions().forEach(this::next);
              swarm.loop().after(warmUp, this::begin);
              swarm.loop().after(warmUp.plus(measured), this::end);
            });
    over.get(warmUp.plus(measured).plusSeconds(30).toSeconds(), TimeUnit.SECONDS);
    Result result =
        new Result(scenario)
            .figure("minions", swarm.minions().size())
            .figure("per second", durations.count() * NANOS_PER_SECOND / (end - begin));
    if (processor.isMeasured()) {
      result
          .figure("per processor second", durations.count() * NANOS_PER_SECOND / used.toNanos())
          .figure("processors used", (double) used.toNanos() / (end - begin));
    }
    return result
        .figure("median ms", durations.millis(0.5))
        .figure("99 % ms", durations.millis(0.99))
        .figure("longest ms", durations.millis(1))
        .failures(failures);
  }

  private void begin() {
    counting = true;
    used = processor.used();
    begin = System.nanoTime();
  }

  private void end() {
    counting = false;
    ending = true;
    end = System.nanoTime();
    used = processor.used().minus(used);
  }

  private void next(SimulatedMinion minion) {
    if (ending) {
      if (underWay == 0) {
        over.complete(null);
      }
      return;
    }
    underWay++;
    long start = System.nanoTime();
    step.run(minion, failure -> done(minion, start, failure));
  }

  private void done(SimulatedMinion minion, long start, Optional<String> failure) {
    underWay--;
    if (failure.isPresent()) {
      failures.merge(failure.get(), 1, Integer::sum);
      swarm.loop().after(PAUSE_AFTER_FAILURE, () -> next(minion));
      return;
    }
    if (counting) {
      durations.add(System.nanoTime() - start);
    }
    next(minion);
  }
}
