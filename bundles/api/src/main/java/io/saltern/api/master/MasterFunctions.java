// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.master;

import io.saltern.api.Caller;
import io.saltern.api.FunctionCall;
import io.saltern.api.JobId;
import io.saltern.api.function.FunctionResult;
import io.saltern.api.function.FunctionTable;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** The one way to run a runner or a wheel, for every face. */
@ProviderType
public interface MasterFunctions {
  /**
   * The functions that are there now.
   *
   * @param kind {@link AccessRequest.Kind#RUNNER} or {@link AccessRequest.Kind#WHEEL}
   */
  FunctionTable table(AccessRequest.Kind kind);

  /**
   * Asks {@link AccessControl}, and runs the function on this thread between Salt's two events.
   * What is judged is what the function gets: texts of the form {@code name=value} are keywords.
   *
   * @param kind as in {@link #table}
   * @param job the id of this run, or null to have one made
   * @throws RefusedException when the caller may not
   * @throws InterruptedException when the thread was interrupted; nobody waits for the result
   */
  FunctionResult run(Caller caller, AccessRequest.Kind kind, FunctionCall call, @Nullable JobId job)
      throws RefusedException, InterruptedException;
}
