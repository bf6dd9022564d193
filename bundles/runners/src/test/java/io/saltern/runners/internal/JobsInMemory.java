// SPDX-License-Identifier: Apache-2.0
package io.saltern.runners.internal;

import io.saltern.api.Job;
import io.saltern.api.JobId;
import io.saltern.api.MinionId;
import io.saltern.api.Return;
import io.saltern.api.store.JobStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A job store for tests. */
final class JobsInMemory implements JobStore {
  private final List<Job> jobs = new ArrayList<>();
  private final List<Return> returns = new ArrayList<>();

  @Override
  public String identity() {
    return "memory";
  }

  @Override
  public CompletionStage<Void> save(Job job) {
    jobs.add(job);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<Boolean> save(Return value) {
    return CompletableFuture.completedFuture(returns.add(value));
  }

  @Override
  public Optional<Job> job(JobId id) {
    return jobs.stream().filter(job -> job.id().equals(id)).findFirst();
  }

  @Override
  public List<Return> returns(JobId id) {
    return returns.stream().filter(one -> one.job().equals(id)).toList();
  }

  @Override
  public Optional<Return> returnOf(JobId id, MinionId minion) {
    return returns(id).stream().filter(one -> one.minion().equals(minion)).findFirst();
  }

  @Override
  public List<Job> latest(int limit) {
    return jobs.stream().sorted(Comparator.comparing(Job::id).reversed()).limit(limit).toList();
  }

  @Override
  public CompletionStage<Boolean> forget(JobId id, MinionId minion) {
    return CompletableFuture.completedFuture(false);
  }

  @Override
  public CompletionStage<Integer> forgetBefore(Instant moment) {
    return CompletableFuture.completedFuture(0);
  }
}
