// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import io.saltern.api.JobId;
import io.saltern.api.MinionId;
import io.saltern.api.Return;
import io.saltern.api.channel.CommandPolicy;
import io.saltern.api.channel.Envelope;
import io.saltern.api.channel.MasterCommand;
import io.saltern.api.master.EventBus;
import io.saltern.api.master.Published;
import io.saltern.api.store.JobStore;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code minion_publish}: a minion has a job published, and is answered with the returns that came
 * in its time. Nobody waits for them: the answer is made by the last return, or by the clock.
 */
@Component(property = MasterCommand.PROPERTY + "=minion_publish")
public final class MinionPublishCommand implements MasterCommand {
  private final PeerDesk desk;
  private final PeerThreads threads;
  private final EventBus events;
  private final JobStore jobs;

  @Activate
  public MinionPublishCommand(
      @Reference PeerDesk desk,
      @Reference PeerThreads threads,
      @Reference EventBus events,
      @Reference JobStore jobs) {
    this.desk = desk;
    this.threads = threads;
    this.events = events;
    this.jobs = jobs;
  }

  @Override
  public CommandPolicy policy() {
    return new CommandPolicy(1 << 20, 300, 1024);
  }

  @Override
  public CompletionStage<? extends @Nullable Object> handle(Envelope request) {
    return desk.answer(request, PeerThreads.Kind.PUBLICATION, this::publish);
  }

  private CompletableFuture<@Nullable Object> publish(PeerDesk.Wish wish) {
    Duration timeout = wish.request().timeout();
    JobId id = desk.newJobId();
    ReturnWatch watch = new ReturnWatch(events, id);
    try {
      return desk.publish(wish, id)
          .thenCompose(
              job ->
                  job.map(known -> awaited(known, wish, watch, timeout))
                      .orElseGet(() -> CompletableFuture.completedFuture(PeerDesk.REFUSED)))
          .whenComplete((answer, failure) -> watch.close());
    } catch (RejectedExecutionException e) {
      watch.close();
      throw e;
    }
  }

  private CompletableFuture<@Nullable Object> awaited(
      Published job, PeerDesk.Wish wish, ReturnWatch watch, Duration timeout) {
    return watch
        .of(job.minions(), timeout)
        .thenApplyAsync(done -> answer(job, wish.request().full()), threads.publishers());
  }

  private Object answer(Published job, boolean full) {
    List<MinionId> expected = job.minions();
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    for (Return one : jobs.returns(job.id())) {
      if (expected.contains(one.minion())) {
        answer.put(one.minion().value(), full ? whole(one) : one.value());
      }
    }
    if (full) {
      answer.put("__jid__", job.id().value());
    }
    return answer;
  }

  private static Map<String, @Nullable Object> whole(Return one) {
    Map<String, @Nullable Object> whole = new LinkedHashMap<>(one.load());
    whole.remove("return");
    whole.put("ret", one.value());
    return whole;
  }
}
