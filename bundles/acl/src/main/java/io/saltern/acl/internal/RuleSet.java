// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import java.util.ArrayList;
import java.util.List;

/** What somebody may do, and what not whatever else is allowed. */
record RuleSet(
    PublishRules publish,
    PublishRules publishDenied,
    List<MasterRule> master,
    List<MasterRule> masterDenied) {
  /** Allows nothing. */
  static final RuleSet NONE = new Builder().build();

  RuleSet {
    master = List.copyOf(master);
    masterDenied = List.copyOf(masterDenied);
  }

  /** The rules of all of them, in their order. */
  static RuleSet join(List<RuleSet> sets) {
    if (sets.size() == 1) {
      return sets.get(0);
    }
    Builder all = new Builder();
    for (RuleSet set : sets) {
      all.publish.addAll(set.publish.all());
      all.publishDenied.addAll(set.publishDenied.all());
      all.master.addAll(set.master);
      all.masterDenied.addAll(set.masterDenied);
    }
    return all.build();
  }

  /** Collects rules. */
  static final class Builder {
    private final List<PublishRule> publish = new ArrayList<>();
    private final List<PublishRule> publishDenied = new ArrayList<>();
    private final List<MasterRule> master = new ArrayList<>();
    private final List<MasterRule> masterDenied = new ArrayList<>();

    void add(PublishRule rule, boolean denies) {
      (denies ? publishDenied : publish).add(rule);
    }

    void add(MasterRule rule, boolean denies) {
      (denies ? masterDenied : master).add(rule);
    }

    RuleSet build() {
      return new RuleSet(
          new PublishRules(publish), new PublishRules(publishDenied), master, masterDenied);
    }
  }
}
