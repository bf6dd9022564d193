// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.master;

import io.saltern.api.FunctionCall;
import io.saltern.api.JobId;
import io.saltern.api.Target;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A job to be published.
 *
 * @param calls one function, or several to be run in turn; never empty
 * @param id the job's id, or null to have one made
 * @param extra further fields of the publication, as {@code ret}, {@code metadata}; usually empty
 */
public record PublishRequest(
    Target target, List<FunctionCall> calls, @Nullable JobId id, Map<String, Object> extra) {
  public PublishRequest {
    if (calls.isEmpty()) {
      throw new IllegalArgumentException("a job needs a function");
    }
    calls = List.copyOf(calls);
    extra = Map.copyOf(extra);
  }

  /** One function for a target. */
  public static PublishRequest of(Target target, FunctionCall call) {
    return new PublishRequest(target, List.of(call), null, Map.of());
  }
}
