// SPDX-License-Identifier: Apache-2.0
package io.saltern.api;

import java.util.List;
import java.util.Map;

/**
 * A job as published.
 *
 * @param id its jid
 * @param target whom it was published to
 * @param calls one function, or several to be run in turn; never empty
 * @param user who published it, as Salt shows it: {@code root}, {@code sudo_alice}
 * @param minions whom the target named when it was published; they are expected to answer
 * @param origin whose name {@code user} is, as {@link Caller#origin} says; empty when that is not
 *     known, as of a job that a minion gave itself
 * @param extra further fields of the publication, as {@code ret}, {@code metadata}; usually empty
 */
public record Job(
    JobId id,
    Target target,
    List<FunctionCall> calls,
    String user,
    String origin,
    List<MinionId> minions,
    Map<String, Object> extra) {
  public Job {
    if (calls.isEmpty()) {
      throw new IllegalArgumentException("a job needs a function");
    }
    calls = List.copyOf(calls);
    minions = List.copyOf(minions);
    extra = Map.copyOf(extra);
  }

  /** A job of nobody in particular: only administrators see it. */
  public Job(
      JobId id,
      Target target,
      List<FunctionCall> calls,
      String user,
      List<MinionId> minions,
      Map<String, Object> extra) {
    this(id, target, calls, user, "", minions, extra);
  }

  /** Whether this caller published it. */
  public boolean isOf(Caller caller) {
    return user.equals(caller.user()) && origin.equals(caller.origin());
  }
}
