// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import io.saltern.api.Caller;
import io.saltern.api.Job;
import io.saltern.api.JobId;
import io.saltern.api.Return;
import io.saltern.api.channel.CommandPolicy;
import io.saltern.api.channel.Envelope;
import io.saltern.api.channel.MasterCommand;
import io.saltern.api.store.JobStore;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code pub_ret}: the returns so far of a job that the minion itself has had published. */
@Component(property = MasterCommand.PROPERTY + "=pub_ret")
public final class PubRetCommand implements MasterCommand {
  private final JobStore jobs;

  @Activate
  public PubRetCommand(@Reference JobStore jobs) {
    this.jobs = jobs;
  }

  /** Minions ask every 0.3 s while they wait. */
  @Override
  public CommandPolicy policy() {
    return new CommandPolicy(64 << 10, 6000, 256);
  }

  @Override
  public CompletionStage<? extends @Nullable Object> handle(Envelope request) {
    boolean known =
        request.proven()
            && request.load().get("jid") instanceof String jid
            && JobId.isValid(jid)
            && jobs.job(new JobId(jid)).filter(job -> isOf(job, request)).isPresent();
    return CompletableFuture.completedStage(
        known ? returns(new JobId(String.valueOf(request.load().get("jid")))) : Map.of());
  }

  private static boolean isOf(Job job, Envelope request) {
    return job.isOf(Caller.minion(request.sender()));
  }

  private Map<String, Object> returns(JobId id) {
    Map<String, Object> answer = new LinkedHashMap<>();
    for (Return one : jobs.returns(id)) {
      Map<String, @Nullable Object> about = new LinkedHashMap<>();
      about.put("ret", one.value());
      if (one.load().get("out") != null) {
        about.put("out", one.load().get("out"));
      }
      answer.put(one.minion().value(), about);
    }
    return answer;
  }
}
