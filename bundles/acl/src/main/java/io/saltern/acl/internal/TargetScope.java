// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import io.saltern.api.MinionId;
import io.saltern.targeting.TargetMatcher;

/** Minions by a compound expression. */
record TargetScope(TargetMatcher matcher) implements MinionScope {
  @Override
  public boolean holds(MinionId minion, Named named) {
    return matcher.matches(named.facts().apply(minion));
  }
}
