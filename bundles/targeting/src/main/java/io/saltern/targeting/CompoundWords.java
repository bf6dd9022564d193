// SPDX-License-Identifier: Apache-2.0
package io.saltern.targeting;

import io.saltern.api.TargetType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits a compound expression into words and puts the words of each node group in its place. As in
 * Salt a group stands there without parentheses of its own, unless it names other groups or is
 * named by one.
 */
final class CompoundWords {
  /** A word and where it stands in the expression, or where the group stands that it comes from. */
  record Word(String text, int position) {
    boolean is(String other) {
      return text.equals(other);
    }
  }

  static final Set<String> OPERATORS = Set.of("and", "or", "not", "(", ")");

  private static final int MAX_WORDS = 10_000;
  private static final int MAX_DEPTH = 32;
  private static final Pattern WORD = Pattern.compile("\\S+");
  private static final Pattern TYPED = Pattern.compile("[A-Z]@.*", Pattern.DOTALL);
  private static final Pattern REGEX_CHARACTER = Pattern.compile("[(\\[{\\\\?}\\])]");

  private final TargetType type;
  private final String expression;
  private final Nodegroups groups;
  private final Deque<String> open = new ArrayDeque<>();
  private final List<Word> words = new ArrayList<>();

  private CompoundWords(TargetType type, String expression, Nodegroups groups) {
    this.type = type;
    this.expression = expression;
    this.groups = groups;
  }

  static List<Word> of(String expression, Nodegroups groups) {
    CompoundWords reader = new CompoundWords(TargetType.COMPOUND, expression, groups);
    Matcher matcher = WORD.matcher(expression);
    while (matcher.find()) {
      reader.add(matcher.group(), matcher.start());
    }
    return reader.words;
  }

  static List<Word> ofGroup(String name, Nodegroups groups) {
    CompoundWords reader = new CompoundWords(TargetType.NODEGROUP, name, groups);
    reader.addGroup(name, 0);
    return reader.words;
  }

  private void add(String word, int position) {
    if (isGroup(word)) {
      addGroup(word.substring(2), position);
    } else {
      addWord(word, position);
    }
  }

  private void addWord(String word, int position) {
    if (words.size() >= MAX_WORDS) {
      throw flaw(position, "more than " + MAX_WORDS + " words");
    }
    words.add(new Word(word, position));
  }

  private void addGroup(String name, int position) {
    List<String> definition =
        groups.words(name).orElseThrow(() -> flaw(position, "there is no nodegroup " + name));
    if (open.contains(name)) {
      throw flaw(position, "nodegroup " + name + " contains itself");
    }
    if (open.size() >= MAX_DEPTH) {
      throw flaw(position, "nodegroups are nested deeper than " + MAX_DEPTH);
    }
    if (isPlain(definition)) {
      boolean regex = definition.stream().anyMatch(w -> REGEX_CHARACTER.matcher(w).find());
      addWord((regex ? "E@" : "L@") + String.join(",", definition), position);
      return;
    }
    boolean parentheses = !open.isEmpty() || definition.stream().anyMatch(CompoundWords::isGroup);
    open.push(name);
    if (parentheses) {
      addWord("(", position);
    }
    definition.forEach(word -> add(word, position));
    if (parentheses) {
      addWord(")", position);
    }
    open.pop();
  }

  private static boolean isGroup(String word) {
    return word.length() > 2 && word.startsWith("N@");
  }

  private static boolean isPlain(List<String> definition) {
    return !definition.isEmpty()
        && definition.stream()
            .noneMatch(w -> OPERATORS.contains(w) || w.contains("*") || TYPED.matcher(w).matches());
  }

  private TargetSyntaxException flaw(int position, String what) {
    return new TargetSyntaxException(type, expression, position, what);
  }
}
