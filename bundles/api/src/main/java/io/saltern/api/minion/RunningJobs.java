// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.minion;

import io.saltern.api.JobId;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** The jobs of this minion that run or wait to run, also those of {@code salt-call}. */
@ProviderType
public interface RunningJobs {
  /** The publication of each with {@code pid}; those that wait have {@code queued} too. */
  List<Map<String, @Nullable Object>> running();

  /**
   * Ends a job: by interrupting it, or by ending the process in which it runs.
   *
   * @param signal 9 or 15; told to the user
   * @return the process in which it ran; empty when there is no such job
   */
  OptionalLong end(JobId job, int signal);
}
