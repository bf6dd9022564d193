// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import io.saltern.api.JobId;
import io.saltern.api.MinionId;
import io.saltern.api.audit.AuditEntry.ReturnLeft;
import io.saltern.api.audit.AuditLog;
import io.saltern.api.channel.CommandPolicy;
import io.saltern.api.channel.Envelope;
import io.saltern.api.channel.MasterCommand;
import io.saltern.api.store.JobStore;
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
 * {@code _returned_elsewhere}: a minion whose returns this master may have kept without its hearing
 * so, as when the master was killed between the two, says that another master has acknowledged
 * them. Saltern's own; other minions do not ask, and other masters do not know it.
 *
 * <p>The request holds {@code returns}, by job id the identity of the master that has each, as
 * {@code _missed_jobs} told it. A minion speaks of its own returns only. What this very master has,
 * perhaps reached by another address, it keeps. The answer holds {@code forgotten}, how many were
 * here.
 */
@Component(property = MasterCommand.PROPERTY + "=_returned_elsewhere")
public final class ReturnedElsewhereCommand implements MasterCommand {
  private static final Logger LOG = LoggerFactory.getLogger(ReturnedElsewhereCommand.class);
  private static final int MOST = 500;

  private final JobStore jobs;
  private final AuditLog audit;

  /** Over the job store; what is removed is on record. */
  @Activate
  public ReturnedElsewhereCommand(@Reference JobStore jobs, @Reference AuditLog audit) {
    this.jobs = jobs;
    this.audit = audit;
  }

  @Override
  public CommandPolicy policy() {
    return new CommandPolicy(64 << 10, 120, 64);
  }

  @Override
  public CompletionStage<? extends @Nullable Object> handle(Envelope request) {
    if (!request.proven() || !(request.load().get("returns") instanceof Map<?, ?> returns)) {
      return CompletableFuture.completedStage(false);
    }
    List<CompletableFuture<Boolean>> answers =
        returns.entrySet().stream()
            .limit(MOST)
            .filter(one -> isElsewhere(one.getValue()))
            .filter(one -> JobId.isValid(String.valueOf(one.getKey())))
            .map(one -> left(request.sender(), one))
            .map(this::forget)
            .toList();
    return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
        .thenApply(
            done -> Map.of("forgotten", answers.stream().filter(CompletableFuture::join).count()));
  }

  private boolean isElsewhere(@Nullable Object master) {
    return master instanceof String identity
        && !identity.isEmpty()
        && !identity.equals(jobs.identity());
  }

  private static ReturnLeft left(MinionId minion, Map.Entry<?, ?> told) {
    JobId job = new JobId(String.valueOf(told.getKey()));
    return new ReturnLeft(minion, job, String.valueOf(told.getValue()));
  }

  private CompletableFuture<Boolean> forget(ReturnLeft left) {
    if (jobs.returnOf(left.job(), left.minion()).isEmpty()) {
      return CompletableFuture.completedFuture(false);
    }
    LOG.info("The return of {} for job {} is on another master", left.minion(), left.job());
    return audit
        .record(left)
        .thenCompose(recorded -> jobs.forget(left.job(), left.minion()))
        .toCompletableFuture();
  }
}
