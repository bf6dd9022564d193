// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.master;

import io.saltern.api.Caller;
import io.saltern.api.JobId;
import org.osgi.annotation.versioning.ProviderType;

/** The one way to send a job to minions, for every face. */
@ProviderType
public interface Publisher {
  /** A new job id, for a caller that wants to listen before it publishes. */
  JobId newJobId();

  /**
   * Resolves the target, asks {@link AccessControl}, stores the job durably, and sends it.
   *
   * @throws RefusedException when the caller may not
   * @throws NoMinionsException when the target names no accepted minion
   * @throws IllegalArgumentException when the target cannot be understood; says where
   */
  Published publish(Caller caller, PublishRequest request)
      throws RefusedException, NoMinionsException;
}
