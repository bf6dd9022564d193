// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import io.saltern.acl.internal.UserRules.Entry;
import io.saltern.acl.internal.UserRules.Whose;
import io.saltern.api.config.MasterOptions;
import io.saltern.api.config.Settings;
import io.saltern.api.master.RuleBook.Finding;
import io.saltern.targeting.MatchLimitException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** Looks for rules that are right, but perhaps not what was meant. */
final class Linter {
  private static final String NEVER_DECIDES = "never decides: %s allows all of it already";

  private final Rules rules;
  private final Matching matching;
  private final KnownFunctions known = new KnownFunctions();
  private final Coverage coverage;
  private final List<Finding> findings = new ArrayList<>();

  private Linter(Settings settings, Rules rules) {
    this.rules = rules;
    this.matching =
        Matching.valueOf(settings.get(MasterOptions.ACL_MATCHING).toUpperCase(Locale.ROOT));
    this.coverage = new Coverage(known, matching);
  }

  static List<Finding> findings(Settings settings, Rules rules) {
    Linter linter = new Linter(settings, rules);
    linter.users(rules.local());
    rules.external().values().forEach(linter::users);
    linter.users(rules.peer());
    linter.users(rules.peerRun());
    return List.copyOf(linter.findings);
  }

  private void users(UserRules users) {
    for (Entry entry : users.entries()) {
      try {
        user(entry);
      } catch (MatchLimitException e) {
        about(entry, "a pattern " + e.getMessage());
      }
    }
  }

  private void user(Entry entry) {
    RuleSet set = entry.rules();
    if (set.publish().all().isEmpty() && set.master().isEmpty()) {
      about(entry, "has no rules: nothing is allowed");
    }
    if (entry.whose() != Whose.GROUP) {
      NamesLint.findings(entry.node().key()).forEach(text -> about(entry, text));
      standing(entry);
    }
    PatternLint patterns = new PatternLint(known, matching);
    List<PublishRule> publish = set.publish().all();
    for (int i = 0; i < publish.size(); i++) {
      FunctionRule rule = publish.get(i).function();
      Consumer<String> tell = text -> about(rule.origin(), text);
      patterns.function(rule, tell);
      unreachable(i, set, tell);
    }
    for (int i = 0; i < set.master().size(); i++) {
      Origin rule = set.master().get(i).function().origin();
      coverage
          .broaderOnMaster(i, set.master())
          .ifPresent(other -> about(rule, NEVER_DECIDES.formatted(other)));
    }
  }

  private void standing(Entry entry) {
    String name = entry.node().key();
    rules
        .blacklist()
        .user(name)
        .ifPresent(item -> about(entry, "never allows anything: " + item.origin() + " forbids it"));
    if (!rules.whitelist().users().isEmpty() && rules.whitelist().user(name).isEmpty()) {
      about(entry, "never allows anything: publisher_acl_whitelist: users does not name it");
    }
  }

  private void unreachable(int index, RuleSet set, Consumer<String> tell) {
    PublishRule rule = set.publish().all().get(index);
    Optional<Origin> denied = coverage.covering(rule, set.publishDenied().all());
    if (denied.isPresent()) {
      tell.accept("never allows anything: " + denied.get() + " denies all of it");
      return;
    }
    Optional<Origin> blacklisted = coverage.blacklisting(rule.function(), rules.blacklist());
    if (blacklisted.isPresent()) {
      tell.accept("never allows anything: " + blacklisted.get() + " forbids all of it");
      return;
    }
    if (coverage.isOutside(rule.function(), rules.whitelist())) {
      tell.accept("never allows anything: publisher_acl_whitelist: modules names none of it");
      return;
    }
    coverage
        .broader(index, set.publish().all())
        .ifPresent(other -> tell.accept(NEVER_DECIDES.formatted(other)));
  }

  private void about(Entry entry, String text) {
    findings.add(new Finding(entry.node().place(), entry.node().shown(), text));
  }

  private void about(Origin rule, String text) {
    findings.add(new Finding(rule.place(), rule.rule(), text));
  }
}
