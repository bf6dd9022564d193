// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import io.saltern.api.JobId;
import io.saltern.api.MinionId;
import io.saltern.api.master.EventBus;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Notes who has returned a job, from before it is published. */
final class ReturnWatch implements AutoCloseable {
  private final CompletableFuture<Boolean> done = new CompletableFuture<>();
  private final Set<String> returned = new HashSet<>();
  private final EventBus.Listening listening;
  private @Nullable Set<String> missing;

  ReturnWatch(EventBus events, JobId job) {
    String prefix = "salt/job/" + job + "/ret/";
    listening = events.listen(prefix, event -> returned(event.tag().substring(prefix.length())));
  }

  private void returned(String minion) {
    boolean last;
    synchronized (this) {
      returned.add(minion);
      last = missing != null && missing.remove(minion) && missing.isEmpty();
    }
    if (last) {
      done.complete(true);
    }
  }

  /** Completes when all of them have returned: true; or when it is time: false. */
  CompletableFuture<Boolean> of(Collection<MinionId> expected, Duration timeout) {
    boolean complete;
    synchronized (this) {
      Set<String> ids = new HashSet<>();
      expected.forEach(id -> ids.add(id.value()));
      ids.removeAll(returned);
      missing = ids;
      complete = ids.isEmpty();
    }
    if (complete) {
      done.complete(true);
    }
    return done.completeOnTimeout(false, timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    listening.close();
  }
}
