// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.master;

import io.saltern.api.FunctionCall;
import io.saltern.api.JobId;
import io.saltern.api.MinionId;
import io.saltern.api.Target;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to do.
 *
 * @param kind where the functions would run
 * @param calls all of them must be allowed
 * @param target whom a publication is for; null for other kinds
 * @param minions whom the target names now; empty for other kinds
 * @param job the job that it will be, for the record; null when none is known
 */
public record AccessRequest(
    Kind kind,
    List<FunctionCall> calls,
    @Nullable Target target,
    List<MinionId> minions,
    @Nullable JobId job) {
  /** Where functions run. */
  public enum Kind {
    /** On minions. */
    PUBLISH,
    /** On the master, as a runner. */
    RUNNER,
    /** On the master, as a wheel: keys and settings. */
    WHEEL
  }

  public AccessRequest {
    calls = List.copyOf(calls);
    minions = List.copyOf(minions);
  }

  /** Something of which no job is known. */
  public AccessRequest(
      Kind kind, List<FunctionCall> calls, @Nullable Target target, List<MinionId> minions) {
    this(kind, calls, target, minions, null);
  }

  /** A function on the master. */
  public static AccessRequest onMaster(Kind kind, FunctionCall call) {
    return new AccessRequest(kind, List.of(call), null, List.of());
  }

  /** The same, as a job of this id. */
  public AccessRequest as(JobId id) {
    return new AccessRequest(kind, calls, target, minions, id);
  }
}
