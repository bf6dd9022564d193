// SPDX-License-Identifier: Apache-2.0
package io.saltern.modules.core.internal;

import io.saltern.api.function.FunctionException;
import io.saltern.api.minion.MasterRequests;
import io.saltern.api.transport.Endpoint;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A job that the master publishes for this minion, which then asks for its returns. */
final class PeerJob {
  private static final long PAUSE_MILLIS = 300;

  private final MasterRequests requests;
  private final Endpoint master;
  private final Duration patience;

  /**
   * @param patience how long the master may take for an answer
   */
  PeerJob(MasterRequests requests, Endpoint master, Duration patience) {
    this.requests = requests;
    this.master = master;
    this.patience = patience;
  }

  /**
   * Publishes, and asks until all have returned or it is time.
   *
   * @return the returns by minion; null when the job was for nobody; what the master says when it
   *     publishes nothing
   */
  @Nullable Object run(Map<String, Object> load, Duration timeout)
      throws FunctionException, InterruptedException, TimeoutException {
    Object answer = send(load);
    if (!(answer instanceof Map<?, ?> job)
        || !(job.get("minions") instanceof Collection<?> minions)) {
      return Map.of();
    }
    if (minions.isEmpty()) {
      return null;
    }
    long end = System.nanoTime() + timeout.toNanos();
    while (true) {
      Map<?, ?> returns = returns(String.valueOf(job.get("jid")));
      if (returns.keySet().containsAll(minions) || System.nanoTime() - end > 0) {
        return returns;
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  /** The returns so far, by minion. */
  Map<?, ?> returns(String jid) throws FunctionException, InterruptedException, TimeoutException {
    Object answer = send(Map.of("cmd", "pub_ret", "jid", jid));
    return answer instanceof Map<?, ?> returns ? returns : Map.of();
  }

  private @Nullable Object send(Map<String, Object> load)
      throws FunctionException, InterruptedException, TimeoutException {
    return MasterAnswer.of(requests.send(master, load, patience));
  }
}
