// SPDX-License-Identifier: Apache-2.0
package io.saltern.runners.internal;

import io.saltern.api.Caller;
import io.saltern.api.Job;
import io.saltern.api.JobId;
import io.saltern.api.Return;
import io.saltern.api.function.JobContext;
import io.saltern.api.store.JobStore;
import java.util.List;
import java.util.Optional;

/** The jobs that somebody may see: administrators all, others those that they published. */
final class JobView {
  private final JobStore jobs;
  private final JobContext context;

  JobView(JobStore jobs, JobContext context) {
    this.jobs = jobs;
    this.context = context;
  }

  private boolean seesAll() {
    return context.caller().filter(Caller::administers).isPresent();
  }

  private boolean sees(Job job) {
    return seesAll() || context.caller().filter(job::isOf).isPresent();
  }

  /** A job, or empty when it is not known or not for these eyes. */
  Optional<Job> job(JobId id) {
    return jobs.job(id).filter(this::sees);
  }

  /** Whether there may be something to see, be it returns of a job that is not known. */
  boolean shows(JobId id) {
    return seesAll() || job(id).isPresent();
  }

  List<Return> returns(JobId id) {
    return shows(id) ? jobs.returns(id) : List.of();
  }

  /** Of the latest jobs, so many at most, newest first. */
  List<Job> latest(int limit) {
    return jobs.latest(limit).stream().filter(this::sees).toList();
  }
}
