// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import io.saltern.api.MinionId;
import io.saltern.api.Target;
import io.saltern.api.TargetType;
import io.saltern.targeting.MinionFacts;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The minions that a request is for.
 *
 * @param target what named them; null when they were given by themselves
 * @param facts what is known of a minion
 */
record Named(
    @Nullable Target target, List<MinionId> minions, Function<MinionId, MinionFacts> facts) {
  /** The glob that named them, or null when it was something else. */
  @Nullable String glob() {
    return target != null && target.type() == TargetType.GLOB ? target.expression() : null;
  }
}
