// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Rules in their order, which remember what they were asked, so that many take no longer. */
final class PublishRules {
  private static final int MAX_KNOWN = 100;
  private static final int MAX_LENGTH = 200;

  private record Question(String function, String glob) {}

  private final List<PublishRule> rules;
  private final Map<String, List<PublishRule>> naming = new ConcurrentHashMap<>();
  private final Map<Question, Optional<PublishRule>> sure = new ConcurrentHashMap<>();

  PublishRules(List<PublishRule> rules) {
    this.rules = List.copyOf(rules);
  }

  List<PublishRule> all() {
    return rules;
  }

  /**
   * Those about a function.
   *
   * @throws io.saltern.targeting.MatchLimitException when there is no verdict
   */
  List<PublishRule> naming(String function) {
    List<PublishRule> known = naming.get(function);
    if (known == null) {
      known = rules.stream().filter(rule -> rule.function().names(function)).toList();
      keep(naming, function, known, function.length());
    }
    return known;
  }

  /**
   * The first rule that is about a function with any arguments and about every minion that a glob
   * can match; empty when that takes a look at the minions.
   *
   * @throws io.saltern.targeting.MatchLimitException when there is no verdict
   */
  Optional<PublishRule> sure(String function, String glob) {
    Question question = new Question(function, glob);
    Optional<PublishRule> known = sure.get(question);
    if (known == null) {
      known =
          naming(function).stream()
              .filter(rule -> rule.function().arguments() == null && rule.scope().includes(glob))
              .findFirst();
      keep(sure, question, known, function.length() + glob.length());
    }
    return known;
  }

  private static <K, V> void keep(Map<K, V> into, K key, V value, int length) {
    if (length > MAX_LENGTH) {
      return;
    }
    if (into.size() >= MAX_KNOWN) {
      into.clear();
    }
    into.put(key, value);
  }
}
