// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import io.saltern.api.config.MasterOptions;
import io.saltern.api.config.PresentSettings;
import io.saltern.api.store.JobStore;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forgets jobs that are older than {@code keep_jobs_seconds}. */
@Component(service = Retention.class, immediate = true)
public final class Retention {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private final PresentSettings settings;
  private final JobStore jobs;
  private final ScheduledExecutorService timer;
  private final ScheduledFuture<?> rounds;

  /** Begins with the rounds. */
  @Activate
  public Retention(
      @Reference(target = PresentSettings.OF_MASTER) PresentSettings settings,
      @Reference JobStore jobs) {
    this.settings = settings;
    this.jobs = jobs;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "saltern-retention");
              thread.setDaemon(true);
              return thread;
            });
    Duration interval = settings.now().seconds(MasterOptions.LOOP_INTERVAL);
    long millis = Math.max(interval.toMillis(), SHORTEST.toMillis());
    rounds = timer.scheduleWithFixedDelay(this::round, millis, millis, TimeUnit.MILLISECONDS);
  }

  private void round() {
    try {
      Duration keep = settings.now().seconds(MasterOptions.KEEP_JOBS_SECONDS);
      if (!keep.isZero()) {
        int count =
            jobs.forgetBefore(Instant.now().minus(keep))
                .toCompletableFuture()
                .get(1, TimeUnit.HOURS);
        LOG.debug("Forgot {} old jobs and returns", count);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      LOG.error("Cannot forget old jobs, trying again later", e);
    }
  }

  @Deactivate
  void close() {
    rounds.cancel(false);
    timer.shutdownNow();
  }
}
