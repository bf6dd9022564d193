// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.auth;

import io.saltern.api.Caller;
import io.saltern.api.master.RuleBook.Grant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a login went that was made to see how it goes.
 *
 * @param steps what the backend did, in order
 * @param caller who it would have been; null = refused
 * @param grants the rules of {@code external_auth} that are about the caller
 */
public record LoginTrial(List<LoginStep> steps, @Nullable Caller caller, List<Grant> grants) {
  public LoginTrial {
    steps = List.copyOf(steps);
    grants = List.copyOf(grants);
  }
}
