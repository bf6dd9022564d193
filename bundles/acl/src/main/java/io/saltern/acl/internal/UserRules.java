// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The rules of many users. */
final class UserRules {
  private static final int MAX_KNOWN = 1_000;

  /** Whose rules they are. */
  enum Whose {
    /** Of the users whose names match. */
    USERS,
    /** Of the members of one group. */
    GROUP,
    /** Of the users whose names match no other entry. */
    OTHERS
  }

  /**
   * The rules of some users.
   *
   * @param node where they are, under the user or group
   * @param name tells whether a user, or a group, is meant
   */
  record Entry(Whose whose, Node node, Predicate<String> name, RuleSet rules) {
    /** The rules as the settings say them. */
    @Nullable Object source() {
      return node.value();
    }
  }

  private record User(String name, Set<String> groups) {}

  private final List<Entry> entries;
  private final Map<User, Optional<RuleSet>> known = new ConcurrentHashMap<>();

  UserRules(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  /**
   * The rules of one user; empty when no entry is about that user.
   *
   * @throws io.saltern.targeting.MatchLimitException when there is no verdict
   */
  Optional<RuleSet> of(String name, Set<String> groups) {
    User user = new User(name, groups);
    Optional<RuleSet> found = known.get(user);
    if (found == null) {
      found = find(user);
      if (known.size() >= MAX_KNOWN) {
        known.clear();
      }
      known.put(user, found);
    }
    return found;
  }

  private Optional<RuleSet> find(User user) {
    List<RuleSet> sets = applying(user).stream().map(Entry::rules).toList();
    return sets.isEmpty() ? Optional.empty() : Optional.of(RuleSet.join(sets));
  }

  /**
   * The rules of one user as the settings say them, as one list.
   *
   * @throws io.saltern.targeting.MatchLimitException when there is no verdict
   */
  List<Object> sources(String name, Set<String> groups) {
    List<Object> all = new ArrayList<>();
    for (Entry entry : applying(new User(name, groups))) {
      if (entry.source() instanceof List<?> rules) {
        all.addAll(rules);
      } else if (entry.source() instanceof Map<?, ?> targets) {
        targets.forEach((target, rules) -> all.add(Collections.singletonMap(target, rules)));
      } else if (entry.source() != null) {
        all.add(entry.source());
      }
    }
    return all;
  }

  List<Entry> entries() {
    return entries;
  }

  /**
   * Those about one user.
   *
   * @throws io.saltern.targeting.MatchLimitException when there is no verdict
   */
  List<Entry> entries(String name, Set<String> groups) {
    return applying(new User(name, groups));
  }

  private List<Entry> applying(User user) {
    List<Entry> applying = new ArrayList<>();
    boolean named = false;
    for (Entry entry : entries) {
      if (entry.whose() == Whose.USERS && entry.name().test(user.name())) {
        named = true;
        applying.add(entry);
      } else if (entry.whose() == Whose.GROUP && user.groups().stream().anyMatch(entry.name())) {
        applying.add(entry);
      }
    }
    if (!named) {
      entries.stream().filter(entry -> entry.whose() == Whose.OTHERS).forEach(applying::add);
    }
    return applying;
  }
}
