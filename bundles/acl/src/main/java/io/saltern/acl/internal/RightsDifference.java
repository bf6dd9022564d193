// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import io.saltern.api.config.MasterOptions;
import io.saltern.api.config.Option;
import io.saltern.api.config.Settings;
import io.saltern.api.master.RuleBook.Grant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Who gains and who loses which rights when settings are reloaded. */
final class RightsDifference {
  /** What changes the meaning of rules. */
  private static final List<Option<?>> MEANINGS =
      List.of(
          MasterOptions.ACL_MATCHING,
          MasterOptions.PERMISSIVE_ACL,
          MasterOptions.SUDO_ACL,
          MasterOptions.EAUTH_ACL_MODULE,
          MasterOptions.NODEGROUPS);

  private RightsDifference() {}

  /** A line for each rule that went or came, and for each option that changes what rules mean. */
  static List<String> of(Settings before, Rules old, Settings after, Rules fresh) {
    List<String> lines = new ArrayList<>();
    for (Option<?> option : MEANINGS) {
      Object was = before.find(option).orElse(null);
      Object is = after.find(option).orElse(null);
      if (!Objects.equals(was, is)) {
        lines.add(option.name() + ": " + was + " -> " + is);
      }
    }
    List<Grant> gone = new ArrayList<>(Grants.of(old));
    List<Grant> come = new ArrayList<>();
    for (Grant grant : Grants.of(fresh)) {
      if (!gone.removeIf(new First(grant))) {
        come.add(grant);
      }
    }
    gone.forEach(grant -> lines.add("- " + grant.text() + " (was " + grant.place() + ")"));
    come.forEach(grant -> lines.add("+ " + grant.text() + " (" + grant.place() + ")"));
    return lines;
  }

  /** Accepts one grant that says the same, wherever it is written. */
  private static final class First implements java.util.function.Predicate<Grant> {
    private final String text;
    private boolean found;

    First(Grant grant) {
      this.text = grant.text();
    }

    @Override
    public boolean test(Grant other) {
      boolean same = !found && other.text().equals(text);
      found |= same;
      return same;
    }
  }
}
