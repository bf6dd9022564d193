// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import io.saltern.api.Caller;
import io.saltern.api.Decision;
import io.saltern.api.Job;
import io.saltern.api.JobId;
import io.saltern.api.MinionId;
import io.saltern.api.TargetType;
import io.saltern.api.master.AccessControl;
import io.saltern.api.master.AccessRequest;
import io.saltern.api.master.EventBus;
import io.saltern.api.master.NoMinionsException;
import io.saltern.api.master.PublishRequest;
import io.saltern.api.master.Published;
import io.saltern.api.master.Publisher;
import io.saltern.api.master.RefusedException;
import io.saltern.api.store.JobStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends jobs: resolve, judge, store, announce, publish. */
@Component
public final class MasterPublisher implements Publisher {
  private static final Logger LOG = LoggerFactory.getLogger(MasterPublisher.class);
  private static final Duration COMMIT = Duration.ofSeconds(10);

  /** For these the ids alone decide, so minions that are not named need not hear of the job. */
  private static final Set<TargetType> BY_ID =
      EnumSet.of(TargetType.GLOB, TargetType.PCRE, TargetType.LIST);

  private final JobIds ids;
  private final TargetResolver resolver;
  private final AccessControl access;
  private final JobStore jobs;
  private final RecentJobs recent;
  private final EventBus events;
  private final MasterServer server;

  /** Through the master's open channel. */
  @Activate
  public MasterPublisher(
      @Reference JobIds ids,
      @Reference TargetResolver resolver,
      @Reference AccessControl access,
      @Reference JobStore jobs,
      @Reference RecentJobs recent,
      @Reference EventBus events,
      @Reference MasterServer server) {
    this.ids = ids;
    this.resolver = resolver;
    this.access = access;
    this.jobs = jobs;
    this.recent = recent;
    this.events = events;
    this.server = server;
  }

  @Override
  public JobId newJobId() {
    return ids.next();
  }

  @Override
  public Published publish(Caller caller, PublishRequest request)
      throws RefusedException, NoMinionsException {
    JobLoad.check(request.extra());
    Resolved resolved = resolve(request);
    JobId id = Objects.requireNonNullElseGet(request.id(), ids::next);
    judge(caller, request, resolved, id);
    if (resolved.minions().isEmpty()) {
      throw new NoMinionsException(
          "Master could not resolve minions for target " + JobLoad.shown(request.target()));
    }
    Job job =
        new Job(
            id,
            request.target(),
            request.calls(),
            caller.user(),
            caller.origin(),
            resolved.minions(),
            request.extra());
    store(job);
    // before it is sent: a minion that subscribes too late for it is told of it when it asks
    recent.add(job);
    events.fire(job.id().value(), Map.of("minions", JobLoad.ids(job)));
    events.fire("salt/job/" + job.id() + "/new", JobLoad.announcement(job, resolved.missing()));
    server.channel().publish(JobLoad.publication(job), audience(job));
    LOG.info(
        "User {} published {} with jid {}", job.user(), job.calls().get(0).function(), job.id());
    return new Published(job.id(), resolved.minions(), resolved.missing());
  }

  private Resolved resolve(PublishRequest request) {
    try {
      return resolver.resolve(request.target());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read which minions there are", e);
    }
  }

  private void judge(Caller caller, PublishRequest request, Resolved resolved, JobId id)
      throws RefusedException {
    AccessRequest wanted =
        new AccessRequest(
            AccessRequest.Kind.PUBLISH, request.calls(), request.target(), resolved.minions(), id);
    Decision decision = access.decide(caller, wanted);
    if (!decision.allowed()) {
      LOG.warn(
          "Refused {} ({}) to publish {}: {}",
          caller.user(),
          caller.proof(),
          request.calls().get(0).function(),
          decision.explanation());
      throw new RefusedException(decision);
    }
  }

  private void store(Job job) {
    try {
      jobs.save(job).toCompletableFuture().get(COMMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(
          "job " + job.id() + " cannot be stored, so it is not sent", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted, job " + job.id() + " is not sent", e);
    }
  }

  private static @Nullable Collection<MinionId> audience(Job job) {
    return BY_ID.contains(job.target().type()) ? job.minions() : null;
  }
}
