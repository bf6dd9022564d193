// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import io.saltern.api.Job;
import io.saltern.api.MinionId;
import io.saltern.api.config.CommonOptions;
import io.saltern.api.config.PresentSettings;
import io.saltern.api.store.JobStore;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The jobs of the last {@code job_replay_window}, in memory: many minions may ask for theirs at
 * once.
 */
@Component(service = RecentJobs.class)
public final class RecentJobs {
  private static final Logger LOG = LoggerFactory.getLogger(RecentJobs.class);
  private static final int MOST_JOBS = 10_000;
  private static final int MOST_NAMES = 2_000_000;
  private static final int LOG_EVERY = 1_000;

  private final PresentSettings settings;
  private final Clock clock;
  private final int mostJobs;
  private final Deque<Entry> entries = new ArrayDeque<>();
  private long names;
  private long dropped;

  /** Begins with what is stored. */
  @Activate
  public RecentJobs(
      @Reference(target = PresentSettings.OF_MASTER) PresentSettings settings,
      @Reference JobStore jobs) {
    this(settings, jobs, Clock.systemUTC(), MOST_JOBS);
  }

  RecentJobs(PresentSettings settings, JobStore jobs, Clock clock, int mostJobs) {
    this.settings = settings;
    this.clock = clock;
    this.mostJobs = mostJobs;
    List<Job> stored = window().isZero() ? List.of() : jobs.latest(mostJobs);
    stored.stream().sorted(Comparator.comparing(Job::id)).forEach(this::restore);
  }

  private void restore(Job job) {
    try {
      Instant moment = job.id().moment();
      if (moment.isAfter(oldest(window()))) {
        add(job, moment);
      }
    } catch (DateTimeException e) {
      LOG.debug("Stored job {} names no moment", job.id(), e);
    }
  }

  /** How far back minions are told of jobs; zero = they are not. */
  Duration window() {
    return Duration.ofSeconds(settings.now().get(CommonOptions.JOB_REPLAY_WINDOW));
  }

  /** Takes note of a job that is about to be sent. */
  void add(Job job) {
    if (!window().isZero()) {
      add(job, clock.instant());
    }
  }

  private synchronized void add(Job job, Instant published) {
    Instant oldest = oldest(window());
    while (!entries.isEmpty() && entries.getFirst().published().isBefore(oldest)) {
      removeFirst();
    }
    entries.add(new Entry(job, Set.copyOf(job.minions()), published));
    names += job.minions().size();
    while (entries.size() > mostJobs || (names > MOST_NAMES && entries.size() > 1)) {
      removeFirst();
      if (dropped++ % LOG_EVERY == 0) {
        LOG.warn(
            "More jobs than are remembered for minions that come back: {} left out so far",
            dropped);
      }
    }
  }

  private void removeFirst() {
    names -= entries.removeFirst().job().minions().size();
  }

  /** The jobs that named a minion within that time, in the order of their ids. */
  synchronized List<Job> naming(MinionId minion, Duration within) {
    Instant oldest = oldest(within);
    return entries.stream()
        .filter(entry -> entry.minions().contains(minion) && !entry.published().isBefore(oldest))
        .map(Entry::job)
        .sorted(Comparator.comparing(Job::id))
        .toList();
  }

  private Instant oldest(Duration within) {
    return clock.instant().minus(within);
  }

  /** A job, with its minions where they are found fast. */
  private record Entry(Job job, Set<MinionId> minions, Instant published) {}
}
