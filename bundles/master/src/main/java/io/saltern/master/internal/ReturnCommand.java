// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import io.saltern.api.FunctionCall;
import io.saltern.api.Job;
import io.saltern.api.JobId;
import io.saltern.api.MinionId;
import io.saltern.api.Return;
import io.saltern.api.Target;
import io.saltern.api.channel.CommandPolicy;
import io.saltern.api.channel.Envelope;
import io.saltern.api.channel.MasterCommand;
import io.saltern.api.master.EventBus;
import io.saltern.api.store.JobStore;
import java.time.Clock;
import java.util.LinkedHashMap;
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
 * {@code _return}: what a minion answers to a job. Answered when it is committed.
 *
 * <p>A Saltern minion that may bring it to another master when it hears nothing says in {@code
 * answer_by} until when it waits, in milliseconds of the master's time. What is read later, as
 * after a master was frozen, is not kept: it may be elsewhere by now. The answer then is {@code
 * again} with the time, and a minion that still is there sends it again.
 */
@Component(property = MasterCommand.PROPERTY + "=_return")
public final class ReturnCommand implements MasterCommand {
  private static final Logger LOG = LoggerFactory.getLogger(ReturnCommand.class);

  /** What {@code salt-call} says instead of a job id, to be given one. */
  private static final String WANTED = "req";

  private static final String ANSWER_BY = "answer_by";

  private final JobStore jobs;
  private final JobIds ids;
  private final EventBus events;
  private final Clock clock;

  /** Into the job store. */
  @Activate
  public ReturnCommand(
      @Reference JobStore jobs, @Reference JobIds ids, @Reference EventBus events) {
    this(jobs, ids, events, Clock.systemUTC());
  }

  ReturnCommand(JobStore jobs, JobIds ids, EventBus events, Clock clock) {
    this.jobs = jobs;
    this.ids = ids;
    this.events = events;
    this.clock = clock;
  }

  @Override
  public CommandPolicy policy() {
    return new CommandPolicy(100 << 20, 60_000, 4096);
  }

  @Override
  public CompletionStage<? extends @Nullable Object> handle(Envelope request) {
    Map<String, Object> load = request.load();
    if (!load.containsKey("return") || !(load.get("jid") instanceof String jid)) {
      return ignored(request, "it lacks return or jid");
    }
    if (!request.proven()) {
      if (!isExpected(jid, request.sender())) {
        return ignored(request, "it proves no sender, and no such job was published to it");
      }
      LOG.warn(
          "A return of {} for job {} from {} is taken without proof of its sender (version {})",
          request.sender(),
          jid,
          request.peer(),
          request.version());
    }
    if (jid.equals(WANTED)) {
      JobId made = ids.next();
      return jobs.save(standalone(made, request)).thenCompose(done -> keep(request, made));
    }
    if (!JobId.isValid(jid)) {
      return ignored(request, "its jid is none");
    }
    JobId job = new JobId(jid);
    return isLate(request) && jobs.returnOf(job, request.sender()).isEmpty()
        ? CompletableFuture.completedStage(again(request, jid))
        : keep(request, job);
  }

  private boolean isExpected(String jid, MinionId sender) {
    return JobId.isValid(jid)
        && jobs.job(new JobId(jid)).filter(job -> job.minions().contains(sender)).isPresent();
  }

  private static CompletionStage<@Nullable Object> ignored(Envelope request, String why) {
    LOG.warn("Ignored a return of {} from {}: {}", request.sender(), request.peer(), why);
    return CompletableFuture.completedStage(false);
  }

  private CompletionStage<@Nullable Object> keep(Envelope request, JobId job) {
    Return value = read(request, job);
    return jobs.save(value).thenApply(isNew -> announce(value, isNew));
  }

  private boolean isLate(Envelope request) {
    return request.load().get(ANSWER_BY) instanceof Number millis
        && clock.millis() > millis.longValue();
  }

  private @Nullable Object again(Envelope request, String jid) {
    LOG.info("Too late for the return of {} for job {}: not kept", request.sender(), jid);
    return Map.of("again", clock.millis());
  }

  private @Nullable Object announce(Return value, boolean isNew) {
    if (isNew) {
      LOG.info("Got return from {} for job {}", value.minion(), value.job());
      events.fire("salt/job/" + value.job() + "/ret/" + value.minion(), value.load());
    } else {
      LOG.debug("Got the return from {} for job {} once more", value.minion(), value.job());
    }
    return null;
  }

  private static Return read(Envelope request, JobId job) {
    MinionId minion = request.sender();
    Map<String, @Nullable Object> load = new LinkedHashMap<>(request.load());
    load.remove(ANSWER_BY);
    load.put("jid", job.value());
    load.put("id", minion.value());
    int retcode = load.get("retcode") instanceof Number number ? number.intValue() : 0;
    boolean success = load.get("success") instanceof Boolean told ? told : retcode == 0;
    return new Return(job, minion, load.get("return"), retcode, success, load);
  }

  /** The job that a minion gave itself. */
  private static Job standalone(JobId id, Envelope request) {
    Map<String, Object> load = request.load();
    List<?> arguments = load.get("fun_args") instanceof List<?> list ? list : List.of();
    String function = load.get("fun") instanceof String fun ? fun : "";
    return new Job(
        id,
        Target.list(List.of(request.sender().value())),
        List.of(FunctionCall.fromWire(function, arguments)),
        load.get("user") instanceof String user ? user : "",
        List.of(request.sender()),
        Map.of());
  }
}
