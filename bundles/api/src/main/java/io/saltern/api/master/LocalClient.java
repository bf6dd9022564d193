// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.master;

import io.saltern.api.Caller;
import io.saltern.api.Return;
import java.time.Duration;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Publishes a job and waits for its returns, as Salt's {@code LocalClient} does: minions that stay
 * silent are asked with {@code saltutil.find_job} whether they still run the job, for as long as
 * one of them says so.
 */
@ProviderType
public interface LocalClient {
  /**
   * How long to wait.
   *
   * @param timeout for a return, before silent minions are asked, and after each time that one says
   *     it still runs the job: Salt's {@code timeout}
   * @param gather for the answers to that question: Salt's {@code gather_job_timeout}
   */
  record Patience(Duration timeout, Duration gather) {}

  /** Is told what happens, on the thread that waits. */
  interface Watcher {
    /** The job was sent. */
    default void published(Published job) {}

    /** A minion's first return of the job. */
    void returned(Return value);
  }

  /**
   * Publishes and waits until all minions have returned or nobody is left to wait for.
   *
   * @return the ids that gave no return, sorted: minions of the target, and ids of a list target
   *     that no accepted minion has
   * @throws RefusedException when the caller may not
   * @throws NoMinionsException when the target names no accepted minion
   * @throws IllegalArgumentException when the target cannot be understood; says where
   * @throws InterruptedException when the thread was interrupted; the job goes on
   */
  List<String> run(Caller caller, PublishRequest request, Patience patience, Watcher watcher)
      throws RefusedException, NoMinionsException, InterruptedException;
}
