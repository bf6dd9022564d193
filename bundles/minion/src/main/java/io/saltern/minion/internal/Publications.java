// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.internal;

import io.saltern.api.MinionId;
import io.saltern.api.minion.MinionState;
import io.saltern.api.transport.Endpoint;
import io.saltern.targeting.MatchLimitException;
import io.saltern.targeting.MinionFacts;
import io.saltern.targeting.Nodegroups;
import io.saltern.targeting.TargetCompiler;
import io.saltern.targeting.TargetSyntaxException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sorts out which publications are for this minion and new, and hands those on. */
final class Publications implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Publications.class);
  private static final int MOST_WAITING = 1000;

  private final TargetCompiler targets = new TargetCompiler(Nodegroups.none());
  private final MinionFacts self;
  private final SeenJobs seen;
  private final Work work;
  private final ThreadPoolExecutor desk;

  /** What is done with those that are for this minion, in this order. */
  interface Work {
    /** Writes it down, so that it is answered whatever happens to this process. */
    void note(Publication publication) throws IOException;

    void run(Publication publication);
  }

  Publications(MinionState state, SeenJobs seen, Work work) {
    this.self = facts(state);
    this.seen = seen;
    this.work = work;
    this.desk =
        new ThreadPoolExecutor(
            1,
            1,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(MOST_WAITING),
            desk -> {
              Thread thread = new Thread(desk, "publications");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Takes a publication; returns at once. */
  void published(Endpoint master, Map<String, Object> load) {
    try {
      desk.execute(() -> judge(master, load));
    } catch (RejectedExecutionException full) {
      LOG.error("A job of {} is dropped: {} publications wait", master, MOST_WAITING);
    }
  }

  /** When those taken so far are judged. */
  void afterThese(Runnable next) {
    try {
      desk.execute(next);
    } catch (RejectedExecutionException full) {
      LOG.error("No more jobs are asked for: {} publications wait", MOST_WAITING);
    }
  }

  private void judge(Endpoint master, Map<String, Object> load) {
    Optional<Publication> read = Publication.read(master, load);
    if (read.isEmpty()) {
      LOG.warn("A publication of {} is dropped: it is no job", master);
      return;
    }
    Publication publication = read.get();
    try {
      if (!isForMe(publication)) {
        LOG.trace("Job {} is for others", publication.job());
        return;
      }
      if (seen.contains(publication.job())) {
        LOG.debug("Job {} was here before", publication.job());
        return;
      }
      work.note(publication);
      seen.add(publication.job());
    } catch (IOException e) {
      LOG.error("Job {} is dropped: it cannot be recorded: {}", publication.job(), e.toString());
      return;
    }
    LOG.info(
        "User {} Executing command {} with jid {}",
        publication.user(),
        publication.fun(),
        publication.job());
    LOG.debug("Command details {}", publication.load());
    work.run(publication);
  }

  private boolean isForMe(Publication publication) {
    try {
      return targets.compile(publication.target()).matches(self);
    } catch (TargetSyntaxException | MatchLimitException e) {
      LOG.warn("Job {} is dropped: {}", publication.job(), e.getMessage());
      return false;
    }
  }

  private static MinionFacts facts(MinionState state) {
    return new MinionFacts() {
      @Override
      public MinionId id() {
        return state.id();
      }

      @Override
      public Map<?, ?> grains() {
        return state.grains();
      }

      @Override
      public Map<?, ?> pillar() {
        return state.pillar();
      }
    };
  }

  @Override
  public void close() {
    desk.shutdownNow();
  }
}
