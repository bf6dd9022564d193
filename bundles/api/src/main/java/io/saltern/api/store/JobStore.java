// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.store;

import io.saltern.api.Job;
import io.saltern.api.JobId;
import io.saltern.api.MinionId;
import io.saltern.api.Return;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Keeps jobs and their returns. Writes complete when they are committed to disk, and not before;
 * those that come at the same time share a commit. Reads see everything that was committed.
 */
@ConsumerType
public interface JobStore {
  /** What tells this store from all others: the same after a restart; without white space. */
  String identity();

  /** Keeps a job; one that is there already stays as it is. */
  CompletionStage<Void> save(Job job);

  /**
   * Keeps a return, also for a job that is not known. A second one for the same job and minion
   * changes nothing.
   *
   * @return whether it is new
   */
  CompletionStage<Boolean> save(Return value);

  /** A job, or empty when it is not known. */
  Optional<Job> job(JobId id);

  /** The returns of a job, by minion; empty when there are none. */
  List<Return> returns(JobId id);

  /** The return of one minion. */
  Optional<Return> returnOf(JobId id, MinionId minion);

  /** The latest jobs, newest first, at most {@code limit}. */
  List<Job> latest(int limit);

  /**
   * Forgets the return of one minion; completes when committed.
   *
   * @return whether there was one
   */
  CompletionStage<Boolean> forget(JobId id, MinionId minion);

  /**
   * Forgets jobs, and returns, whose ids are older.
   *
   * @return how many jobs and returns were forgotten
   */
  CompletionStage<Integer> forgetBefore(Instant moment);
}
