// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import io.saltern.api.Job;
import io.saltern.api.JobId;
import io.saltern.api.channel.CommandPolicy;
import io.saltern.api.channel.Envelope;
import io.saltern.api.channel.MasterCommand;
import io.saltern.api.store.JobStore;
import io.saltern.wire.Msgpack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code _missed_jobs}: a minion that has just subscribed asks for what it could not hear.
 * Saltern's own; other minions do not ask, and other masters do not know it.
 *
 * <p>The request may hold {@code window}, seconds, and {@code after}, the last job id of an answer
 * before. The answer holds {@code jobs}, as they are published, and {@code more}, how many did not
 * fit, and {@code time}, the master's in milliseconds, in which returns may say until when they are
 * to be taken, and {@code master}, what tells it from all others.
 */
@Component(property = MasterCommand.PROPERTY + "=_missed_jobs")
public final class MissedJobsCommand implements MasterCommand {
  private static final Logger LOG = LoggerFactory.getLogger(MissedJobsCommand.class);
  private static final int MOST = 500;
  private static final int MOST_BYTES = 8 << 20;

  private final RecentJobs recent;
  private final MissedJobs missed;
  private final JobStore store;
  private final int most;

  /** Over the latest jobs and their returns. */
  @Activate
  public MissedJobsCommand(@Reference RecentJobs recent, @Reference JobStore jobs) {
    this(recent, jobs, MOST);
  }

  MissedJobsCommand(RecentJobs recent, JobStore jobs, int most) {
    this.recent = recent;
    this.store = jobs;
    this.missed = new MissedJobs(recent, jobs);
    this.most = most;
  }

  @Override
  public CommandPolicy policy() {
    return new CommandPolicy(64 << 10, 120, 64);
  }

  @Override
  public CompletionStage<? extends @Nullable Object> handle(Envelope request) {
    if (!request.proven()) {
      return CompletableFuture.completedStage(false);
    }
    List<Job> jobs = missed.of(request.sender(), window(request), after(request));
    List<Map<String, Object>> loads = loads(jobs);
    int more = jobs.size() - loads.size();
    if (more > 0) {
      LOG.warn("{} missed {} jobs; {} of them wait", request.sender(), jobs.size(), more);
    } else if (!jobs.isEmpty()) {
      LOG.info("Told {} of {} jobs it may have missed", request.sender(), jobs.size());
    }
    return CompletableFuture.completedStage(
        Map.of(
            "jobs",
            loads,
            "more",
            more,
            "time",
            request.received().toEpochMilli(),
            "master",
            store.identity()));
  }

  private Duration window(Envelope request) {
    Duration own = recent.window();
    Duration wanted =
        request.load().get("window") instanceof Number seconds
            ? Duration.ofSeconds(Math.max(0, seconds.longValue()))
            : own;
    return wanted.compareTo(own) < 0 ? wanted : own;
  }

  private static String after(Envelope request) {
    return request.load().get("after") instanceof String jid && JobId.isValid(jid) ? jid : "";
  }

  /** As many as fit; the first one always. */
  private List<Map<String, Object>> loads(List<Job> jobs) {
    List<Map<String, Object>> loads = new ArrayList<>();
    int bytes = 0;
    for (Job job : jobs) {
      Map<String, Object> load = JobLoad.publication(job);
      bytes += Msgpack.NEW_TYPES.encode(load).length;
      if (loads.size() == most || (bytes > MOST_BYTES && !loads.isEmpty())) {
        return loads;
      }
      loads.add(load);
    }
    return loads;
  }
}
