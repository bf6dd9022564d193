// SPDX-License-Identifier: Apache-2.0
package io.saltern.programs.internal;

import io.saltern.api.Caller;
import io.saltern.api.FunctionCall;
import io.saltern.api.JobId;
import io.saltern.api.MinionId;
import io.saltern.api.Return;
import io.saltern.api.Target;
import io.saltern.api.master.LocalClient.Patience;
import io.saltern.api.master.LocalClient.Watcher;
import io.saltern.api.master.NoMinionsException;
import io.saltern.api.master.PublishRequest;
import io.saltern.api.master.Published;
import io.saltern.api.master.Publisher;
import io.saltern.api.master.RefusedException;
import io.saltern.api.store.JobStore;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The wait for one job's returns, as in {@code LocalClient.get_iter_returns} of Salt. */
final class JobWait {
  private static final Logger LOG = LoggerFactory.getLogger(JobWait.class);

  private final Published job;
  private final Caller caller;
  private final Publisher publisher;
  private final JobStore jobs;
  private final ReturnQueue returns;
  private final Watcher watcher;
  private final long timeout;
  private final long gather;

  /** Who has not returned. */
  private final Set<MinionId> pending;

  private final Set<MinionId> found = new HashSet<>();

  /** Until when each one is waited for at least, in nanoseconds. */
  private final Map<MinionId, Long> waitedFor = new HashMap<>();

  JobWait(
      Published job,
      Caller caller,
      Publisher publisher,
      JobStore jobs,
      ReturnQueue returns,
      Patience patience,
      Watcher watcher) {
    this.job = job;
    this.caller = caller;
    this.publisher = publisher;
    this.jobs = jobs;
    this.returns = returns;
    this.watcher = watcher;
    this.timeout = patience.timeout().toNanos();
    this.gather = patience.gather().toNanos();
    this.pending = new TreeSet<>(job.minions());
  }

  List<String> untilDone() throws InterruptedException {
    long start = System.nanoTime();
    pending.forEach(id -> waitedFor.put(id, start + timeout));
    long deadline = start + timeout;
    boolean running = true;
    while (!pending.isEmpty()) {
      long end = running ? deadline : longestWait(deadline);
      Return next = returns.poll(end - System.nanoTime());
      if (next != null) {
        running |= take(next);
      } else if (System.nanoTime() - end >= 0) {
        if (!running) {
          break;
        }
        ask();
        running = false;
        deadline = System.nanoTime() + gather;
      }
    }
    takeStored();
    Set<String> silent = new TreeSet<>(job.missing());
    pending.forEach(id -> silent.add(id.value()));
    return List.copyOf(silent);
  }

  private long longestWait(long least) {
    long longest = least;
    for (MinionId id : pending) {
      long until = waitedFor.getOrDefault(id, least);
      longest = until - longest > 0 ? until : longest;
    }
    return longest;
  }

  /** Takes a return; true when it says that a minion still runs the job. */
  private boolean take(Return value) {
    if (value.job().equals(job.id())) {
      pending.remove(value.minion());
      if (found.add(value.minion())) {
        watcher.returned(value);
      }
      return false;
    }
    if (value.retcode() > 0) {
      LOG.error("saltutil returning errors on minion {}", value.minion());
      return false;
    }
    boolean runs = value.value() instanceof Map<?, ?> found && !found.isEmpty();
    if (runs) {
      waitedFor.put(value.minion(), System.nanoTime() + timeout);
    }
    return runs;
  }

  private void ask() {
    JobId question = publisher.newJobId();
    returns.listen(question);
    List<String> ids = pending.stream().map(MinionId::value).toList();
    try {
      publisher.publish(
          caller,
          new PublishRequest(
              Target.list(ids),
              List.of(FunctionCall.of("saltutil.find_job", job.id().value())),
              question,
              Map.of()));
    } catch (RefusedException | NoMinionsException e) {
      LOG.debug("Silent minions of {} cannot be asked: {}", job.id(), e.getMessage());
    }
  }

  /** Returns that found no room in the queue, or came before their event. */
  private void takeStored() {
    if (!pending.isEmpty() || returns.dropped() > 0) {
      for (Return stored : jobs.returns(job.id())) {
        take(stored);
      }
    }
  }
}
