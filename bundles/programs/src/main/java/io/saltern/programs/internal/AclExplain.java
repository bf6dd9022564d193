// SPDX-License-Identifier: Apache-2.0
package io.saltern.programs.internal;

import io.saltern.api.Decision;
import io.saltern.api.MinionId;
import io.saltern.api.config.Settings;
import io.saltern.api.master.AccessRequest;
import io.saltern.api.master.RuleBook;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What would become of a request, and why.
 *
 * @param decisions one for each function, or one for all
 */
record AclExplain(AclQuery query, AccessRequest request, List<Decision> decisions) {
  private static final int MOST_SHOWN = 20;

  static AclExplain of(AclQuery query, RuleBook rules, AclFleet fleet, Settings settings) {
    AccessRequest request = query.request(fleet, settings);
    return new AclExplain(query, request, rules.explain(query.caller(), request));
  }

  boolean allowed() {
    return decisions.stream().allMatch(Decision::allowed);
  }

  /** For people. */
  String text() {
    StringBuilder text = new StringBuilder();
    text.append(allowed() ? "allow" : "deny").append("  ").append(query.text()).append('\n');
    if (query.target() != null) {
      line(text, "minions", shown(request.minions()));
    }
    for (Decision decision : decisions) {
      line(text, decision.allowed() ? "allowed" : "refused", decision.explanation());
      Decision.Grounds grounds = decision.grounds();
      if (grounds != null) {
        line(text, "rule", grounds.rule());
        line(text, "place", grounds.place());
        line(text, "pattern", grounds.pattern());
        if (!grounds.refused().isEmpty()) {
          line(text, "not for", shown(grounds.refused()));
        }
      }
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append("    ").append(String.format(Locale.ROOT, "%-8s", name + ":")).append(' ');
    text.append(value).append('\n');
  }

  private static String shown(List<MinionId> ids) {
    if (ids.isEmpty()) {
      return "none";
    }
    List<String> first = new ArrayList<>();
    ids.stream().limit(MOST_SHOWN).forEach(id -> first.add(id.value()));
    int more = ids.size() - first.size();
    return String.join(", ", first) + (more > 0 ? " and " + more + " more" : "");
  }

  /** For programs. */
  Map<String, Object> value() {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("allowed", allowed());
    value.put("minions", request.minions().stream().map(MinionId::value).toList());
    List<Object> functions = new ArrayList<>();
    decisions.forEach(decision -> functions.add(value(decision)));
    value.put("decisions", functions);
    return value;
  }

  private static Map<String, Object> value(Decision decision) {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("allowed", decision.allowed());
    value.put("reason", decision.reason().name().toLowerCase(Locale.ROOT));
    value.put("why", decision.explanation());
    Decision.Grounds grounds = decision.grounds();
    if (grounds != null) {
      value.put("rule", grounds.rule());
      value.put("place", grounds.place());
      value.put("pattern", grounds.pattern());
      value.put("refused", grounds.refused().stream().map(MinionId::value).toList());
    }
    return value;
  }
}
