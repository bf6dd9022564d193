// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import io.saltern.api.Decision.Grounds;
import io.saltern.api.MinionId;
import java.util.List;

/**
 * Where a rule comes from.
 *
 * @param rule the way to it, as {@code publisher_acl: fred: web*: test.*}
 * @param place file and line
 * @param pattern the pattern that decides
 */
record Origin(String rule, String place, String pattern) {
  Grounds grounds(List<MinionId> refused) {
    return new Grounds(rule, place, pattern, refused);
  }

  /** As {@code publisher_acl: fred: test.* (/etc/salt/master:12)}. */
  @Override
  public String toString() {
    return rule + " (" + place + ")";
  }
}
