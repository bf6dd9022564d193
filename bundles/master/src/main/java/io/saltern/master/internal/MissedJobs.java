// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import io.saltern.api.FunctionCall;
import io.saltern.api.Job;
import io.saltern.api.JobId;
import io.saltern.api.MinionId;
import io.saltern.api.store.JobStore;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Which jobs a minion may have missed. */
final class MissedJobs {
  /** These are about the jobs of a moment: later they would tell or do the wrong thing. */
  private static final Set<String> OF_THE_MOMENT =
      Set.of(
          "saltutil.running",
          "saltutil.is_running",
          "saltutil.find_job",
          "saltutil.find_cached_job",
          "saltutil.signal_job",
          "saltutil.term_job",
          "saltutil.kill_job",
          "saltutil.term_all_jobs",
          "saltutil.kill_all_jobs");

  private static final Set<String> END_ONE = Set.of("saltutil.term_job", "saltutil.kill_job");
  private static final Set<String> END_ALL =
      Set.of("saltutil.term_all_jobs", "saltutil.kill_all_jobs");

  private final RecentJobs recent;
  private final JobStore jobs;

  MissedJobs(RecentJobs recent, JobStore jobs) {
    this.recent = recent;
    this.jobs = jobs;
  }

  /**
   * Those that named the minion, have no return of it, and were not to be ended since; in the order
   * of their ids.
   *
   * @param after only later ones; empty = all
   */
  List<Job> of(MinionId minion, Duration within, String after) {
    List<Job> named = recent.naming(minion, within);
    Set<JobId> ended = ended(named);
    return named.stream()
        .filter(job -> job.id().value().compareTo(after) > 0)
        .filter(job -> !ended.contains(job.id()))
        .filter(job -> !job.calls().stream().allMatch(MissedJobs::isOfTheMoment))
        .filter(job -> jobs.returnOf(job.id(), minion).isEmpty())
        .toList();
  }

  private static boolean isOfTheMoment(FunctionCall call) {
    return OF_THE_MOMENT.contains(call.function());
  }

  /** The jobs that others among these were to end. */
  private static Set<JobId> ended(List<Job> named) {
    Set<JobId> ended = new HashSet<>();
    for (Job job : named) {
      for (FunctionCall call : job.calls()) {
        if (END_ALL.contains(call.function())) {
          named.stream().map(Job::id).filter(id -> id.compareTo(job.id()) < 0).forEach(ended::add);
        } else if (END_ONE.contains(call.function())) {
          arguments(call).filter(JobId::isValid).map(JobId::new).forEach(ended::add);
        }
      }
    }
    return ended;
  }

  private static Stream<String> arguments(FunctionCall call) {
    return Stream.concat(call.arguments().stream(), call.keywords().values().stream())
        .map(String::valueOf);
  }
}
