// SPDX-License-Identifier: Apache-2.0
package io.saltern.bench;

import io.saltern.bench.minions.Job;
import io.saltern.bench.minions.SimulatedMinion;
import io.saltern.bench.minions.Swarm;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Publishes by a command and follows the job through all minions. */
final class PublishTimes {
  private final Swarm swarm;
  private final String command;
  private final Duration timeout;
  private final Durations delivery = new Durations();
  private final Durations wholes = new Durations();
  private final Durations commands = new Durations();
  private final Map<String, Integer> failures = new TreeMap<>();

  private CompletableFuture<Void> lastReturn = CompletableFuture.completedFuture(null);
  private String jid = "";
  private long first;
  private int got;
  private int returned;

  PublishTimes(Swarm swarm, String command, Duration timeout) {
    this.swarm = swarm;
    this.command = command;
    this.timeout = timeout;
  }

  /** A minion has the job. On the loop's thread, as the two that follow. */
  void got(SimulatedMinion minion, Job job) {
    if (job.fun().equals("saltutil.find_job")) {
      minion.giveBackSoon(job, this::failed);
      return;
    }
    if (jid.isEmpty()) {
      jid = job.jid();
      first = System.nanoTime();
    }
    boolean measured = jid.equals(job.jid());
    if (measured && ++got == swarm.minions().size()) {
      delivery.add(System.nanoTime() - first);
    }
    minion.giveBackSoon(job, failure -> returned(measured, failure));
  }

  void lost() {
    failed(Optional.of("a connection for publications ended"));
  }

  /** Publishes and waits for the last return and for the end of the command. */
  void once() throws IOException, InterruptedException, ExecutionException, TimeoutException {
    CompletableFuture<Void> begun = new CompletableFuture<>();
    CompletableFuture<Void> done = new CompletableFuture<>();
    swarm
        .loop()
        .execute(
            () -> {
              jid = "";
              got = 0;
              returned = 0;
              lastReturn = done;
              begun.complete(null);
            });
    begun.get(timeout.toSeconds(), TimeUnit.SECONDS);
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder("sh", "-c", command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      if (!process.waitFor(timeout.toSeconds(), TimeUnit.SECONDS)) {
        throw new TimeoutException("the command has not ended in " + timeout.toSeconds() + " s");
      }
      commands.add(System.nanoTime() - start);
      if (process.exitValue() != 0) {
        failures.merge("exit code " + process.exitValue(), 1, Integer::sum);
      }
      done.get(timeout.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new TimeoutException(
          String.format(Locale.ROOT, "%d minions got the job, %d returned it", got, returned));
    } finally {
      process.destroy();
    }
  }

  Result result() {
    return new Result("publish to last return")
        .figure("minions", swarm.minions().size())
        .figure("times", wholes.count())
        .figure("first to last delivery, median ms", delivery.millis(0.5))
        .figure("to last return, median ms", wholes.millis(0.5))
        .figure("to last return, longest ms", wholes.millis(1))
        .figure("whole command, median ms", commands.millis(0.5))
        .figure("whole command, longest ms", commands.millis(1))
        .failures(failures);
  }

  private void returned(boolean measured, Optional<String> failure) {
    failed(failure);
    if (measured && ++returned == swarm.minions().size()) {
      wholes.add(System.nanoTime() - first);
      lastReturn.complete(null);
    }
  }

  private void failed(Optional<String> failure) {
    failure.ifPresent(reason -> failures.merge(reason, 1, Integer::sum));
  }
}
