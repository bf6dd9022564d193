// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import io.saltern.api.MinionId;
import io.saltern.targeting.Glob;
import org.jspecify.annotations.Nullable;

/** Minions by a shell glob over their ids. */
final class GlobScope implements MinionScope {
  private final Glob glob;
  private final boolean simple;

  GlobScope(String pattern) {
    glob = Glob.compile(pattern);
    simple = pattern.indexOf('?') < 0 && pattern.indexOf('[') < 0;
  }

  @Override
  public boolean holds(MinionId minion, Named named) {
    return glob.matches(minion.value());
  }

  @Override
  public boolean covers(Named named) {
    return !named.minions().isEmpty()
        && (includes(named.glob()) || MinionScope.super.covers(named));
  }

  /**
   * Tells whether each name that another glob matches surely matches this one: then the minions
   * need not be looked at. The other glob is read as a plain text, whose wild cards only a star of
   * this glob can match.
   */
  private boolean includes(@Nullable String other) {
    return simple && other != null && other.indexOf('[') < 0 && glob.matches(other);
  }
}
