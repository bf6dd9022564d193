// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import io.saltern.api.config.MasterOptions;
import io.saltern.api.config.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the rules that tokens keep, and remembers them. */
final class KeptRules {
  private static final Logger LOG = LoggerFactory.getLogger(KeptRules.class);
  private static final int MAX_KNOWN = 1_000;

  private final Settings settings;
  private final Matching matching;
  private final ScopeCompiler scopes;
  private final Map<List<Object>, RuleSet> known = new ConcurrentHashMap<>();

  KeptRules(Settings settings, Matching matching, ScopeCompiler scopes) {
    this.settings = settings;
    this.matching = matching;
    this.scopes = scopes;
  }

  /** The rules. What is malformed, as after a change of {@code nodegroups}, allows nothing. */
  RuleSet of(List<Object> kept) {
    RuleSet rules = known.get(kept);
    if (rules == null) {
      List<String> problems = new ArrayList<>();
      Node node =
          new Node(
              settings, MasterOptions.EXTERNAL_AUTH, List.of("token"), "rules of a token", kept);
      RuleSet read = new RuleCompiler(new Patterns(matching, problems), scopes).compile(node);
      problems.forEach(problem -> LOG.warn("{}", problem));
      rules = problems.isEmpty() ? read : RuleSet.NONE;
      if (known.size() >= MAX_KNOWN) {
        known.clear();
      }
      known.put(kept, rules);
    }
    return rules;
  }
}
