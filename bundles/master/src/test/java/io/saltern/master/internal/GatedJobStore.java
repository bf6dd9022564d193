// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import io.saltern.api.Job;
import io.saltern.api.JobId;
import io.saltern.api.MinionId;
import io.saltern.api.Return;
import io.saltern.api.store.JobStore;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps jobs in memory, of many threads; commits at once, or when the test says so. */
final class GatedJobStore implements JobStore {
  final Map<JobId, Job> jobs = Collections.synchronizedMap(new LinkedHashMap<>());
  final List<Return> returns = new CopyOnWriteArrayList<>();
  final List<CompletableFuture<Void>> commits = new CopyOnWriteArrayList<>();
  final List<Instant> forgotten = new CopyOnWriteArrayList<>();
  volatile boolean gated;

  private CompletableFuture<Void> commit() {
    CompletableFuture<Void> commit = new CompletableFuture<>();
    commits.add(commit);
    if (!gated) {
      commit.complete(null);
    }
    return commit;
  }

  @Override
  public String identity() {
    return "gated";
  }

  @Override
  public CompletionStage<Void> save(Job job) {
    return commit().thenAccept(done -> jobs.putIfAbsent(job.id(), job));
  }

  @Override
  public CompletionStage<Boolean> save(Return value) {
    return commit()
        .thenApply(done -> returnOf(value.job(), value.minion()).isEmpty() && returns.add(value));
  }

  @Override
  public Optional<Job> job(JobId id) {
    return Optional.ofNullable(jobs.get(id));
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
    return List.copyOf(jobs.values());
  }

  @Override
  public CompletionStage<Boolean> forget(JobId id, MinionId minion) {
    return commit()
        .thenApply(
            done -> returns.removeIf(one -> one.job().equals(id) && one.minion().equals(minion)));
  }

  @Override
  public CompletionStage<Integer> forgetBefore(Instant moment) {
    forgotten.add(moment);
    jobs.keySet().removeIf(id -> id.moment().isBefore(moment));
    return CompletableFuture.completedStage(0);
  }
}
