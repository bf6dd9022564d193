// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import io.saltern.api.MinionId;
import io.saltern.targeting.Glob;

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

  /**
   * The other glob is read as a plain text, whose wild cards only a star of this glob can match.
   */
  @Override
  public boolean includes(String other) {
    return simple && other.indexOf('[') < 0 && glob.matches(other);
  }

  @Override
  public boolean covers(Named named) {
    String other = named.glob();
    return !named.minions().isEmpty()
        && ((other != null && includes(other)) || MinionScope.super.covers(named));
  }
}
