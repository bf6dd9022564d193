// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import io.saltern.acl.internal.UserRules.Entry;
import io.saltern.acl.internal.UserRules.Whose;
import io.saltern.api.config.MasterOptions;
import io.saltern.api.config.Option;
import io.saltern.api.config.Settings;
import io.saltern.targeting.Nodegroups;
import io.saltern.targeting.TargetCompiler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads all rules of a configuration. */
final class RulesReader {
  private static final String GROUP = "%";
  private static final String EVERYBODY = "*";

  private final Settings settings;
  private final Patterns patterns;
  private final TargetCompiler targets;
  private final RuleCompiler compiler;
  private final KeptRules kept;

  private RulesReader(Settings settings, List<String> problems, ForeignMinions matchers) {
    this.settings = settings;
    Matching matching =
        Matching.valueOf(settings.get(MasterOptions.ACL_MATCHING).toUpperCase(Locale.ROOT));
    patterns = new Patterns(matching, problems);
    checkNodegroups();
    targets = new TargetCompiler(Nodegroups.ofOption(settings.get(MasterOptions.NODEGROUPS)));
    ScopeCompiler scopes = new ScopeCompiler(targets, matchers);
    compiler = new RuleCompiler(patterns, scopes);
    kept = new KeptRules(settings, matching, scopes);
  }

  /**
   * Reads.
   *
   * @param problems takes what is malformed, each with file, line and rule; the rules that are not
   *     are read all the same
   * @param matchers the services that know minions
   */
  static Rules read(Settings settings, List<String> problems, ForeignMinions matchers) {
    return new RulesReader(settings, problems, matchers).read();
  }

  private void checkNodegroups() {
    for (Node group : Node.of(settings, MasterOptions.NODEGROUPS).entries()) {
      if (group.items().stream().anyMatch(item -> item.text() == null)) {
        patterns.report(group, "expected a compound target or a list of its words");
      }
    }
  }

  private Rules read() {
    return new Rules(
        new UserRules(plain(MasterOptions.PUBLISHER_ACL, patterns::user)),
        list(MasterOptions.PUBLISHER_ACL_BLACKLIST),
        list(MasterOptions.PUBLISHER_ACL_WHITELIST),
        external(),
        settings.find(MasterOptions.EAUTH_ACL_MODULE).filter(name -> !name.isEmpty()).orElse(null),
        new UserRules(plain(MasterOptions.PEER, patterns::function)),
        new UserRules(plain(MasterOptions.PEER_RUN, patterns::function)),
        targets.withExactPillar(),
        settings.get(MasterOptions.SUDO_ACL),
        kept::of);
  }

  private interface NameCompiler {
    Optional<NamePattern> compile(Node node, String text);
  }

  private List<Entry> plain(Option<Map<String, Object>> option, NameCompiler names) {
    List<Entry> entries = new ArrayList<>();
    for (Node node : Node.of(settings, option).entries()) {
      RuleSet rules = compiler.compile(node);
      names
          .compile(node, node.key())
          .ifPresent(name -> entries.add(new Entry(Whose.USERS, node, name::matches, rules)));
    }
    return entries;
  }

  private Map<String, UserRules> external() {
    Map<String, UserRules> backends = new LinkedHashMap<>();
    for (Node backend : Node.of(settings, MasterOptions.EXTERNAL_AUTH).entries()) {
      if (!backend.isMap()) {
        patterns.report(
            backend, "expected users or groups and what they may run, found " + backend.kind());
      }
      List<Entry> entries = new ArrayList<>();
      backend.entries().stream()
          .filter(node -> !isBackendOption(node))
          .forEach(node -> ofBackend(node).ifPresent(entries::add));
      backends.put(backend.key(), new UserRules(entries));
    }
    return backends;
  }

  /** What the backend itself reads, as {@code ^filename: /etc/users}. */
  private static boolean isBackendOption(Node node) {
    return node.key().startsWith("^") && !node.isMap() && !node.isList();
  }

  private Optional<Entry> ofBackend(Node node) {
    RuleSet rules = compiler.compile(node);
    String key = node.key();
    if (key.endsWith(GROUP)) {
      String group = key.replaceAll(GROUP + "+$", "");
      return Optional.of(new Entry(Whose.GROUP, node, group::equals, rules));
    }
    boolean others = key.equals(EVERYBODY) && !settings.get(MasterOptions.PERMISSIVE_ACL);
    return patterns
        .user(node, key)
        .map(name -> new Entry(others ? Whose.OTHERS : Whose.USERS, node, name::matches, rules));
  }

  private NameList list(Option<Map<String, Object>> option) {
    List<NameList.Item> users = new ArrayList<>();
    List<NameList.Item> modules = new ArrayList<>();
    for (Node part : Node.of(settings, option).entries()) {
      switch (part.key()) {
        case "users" -> names(part, users);
        case "modules" -> names(part, modules);
        default -> patterns.report(part, "expected users or modules");
      }
    }
    return new NameList(users, modules);
  }

  private void names(Node part, List<NameList.Item> into) {
    for (Node item : part.value() == null ? List.<Node>of() : part.items()) {
      String text = item.text();
      if (text == null) {
        patterns.report(item, "expected a pattern, found " + item.kind());
      } else {
        patterns
            .user(item, text)
            .ifPresent(pattern -> into.add(new NameList.Item(pattern, item.origin(text))));
      }
    }
  }
}
