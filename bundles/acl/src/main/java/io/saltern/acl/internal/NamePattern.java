// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import io.saltern.targeting.Glob;
import io.saltern.targeting.RegularExpression;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** A pattern for the names of users, minions or functions. */
final class NamePattern {
  /** What no shell glob holds, so that a text with it is meant as a regular expression. */
  private static final String REGEX_ONLY = "()|^$\\+{}";

  private final String text;
  private final @Nullable PlainPattern plain;
  private final @Nullable Glob glob;
  private final Predicate<String> regex;

  private NamePattern(String text, Matching matching, Predicate<String> regex) {
    this.text = text;
    this.plain = PlainPattern.of(text, matching).orElse(null);
    this.glob = matching == Matching.EXACT ? Glob.compile(text) : null;
    this.regex = regex;
  }

  /**
   * Compiles a pattern for users: a name, a shell glob, or a regular expression from the beginning
   * of the name to its end. As in Salt, that holds for the expression as it is written: of {@code
   * a|b}, the first alternative is tied to the beginning and the last one to the end.
   *
   * @throws PatternSyntaxException when the text is no such pattern
   */
  static NamePattern ofUsers(String text) {
    NamePattern whole = compile(text, Matching.EXACT);
    return text.indexOf('|') < 0
        ? whole
        : new NamePattern(
            text, Matching.EXACT, RegularExpression.compile("\\A" + text + "\\Z")::matchesStart);
  }

  /**
   * Compiles a pattern for functions or minions.
   *
   * @throws PatternSyntaxException when the text is no pattern of that kind
   */
  static NamePattern compile(String text, Matching matching) {
    try {
      RegularExpression regex = RegularExpression.compile(text);
      return new NamePattern(
          text, matching, matching == Matching.EXACT ? regex::matchesWhole : regex::matchesStart);
    } catch (PatternSyntaxException e) {
      if (matching == Matching.EXACT && isGlob(text)) {
        return new NamePattern(text, matching, name -> false);
      }
      throw e;
    }
  }

  private static boolean isGlob(String text) {
    boolean closed = text.indexOf('[') < 0 || text.indexOf(']', text.indexOf('[') + 2) > 0;
    boolean wild = text.chars().anyMatch(c -> c == '*' || c == '?' || c == '[');
    return closed && wild && text.chars().noneMatch(c -> REGEX_ONLY.indexOf(c) >= 0);
  }

  /**
   * Tells whether a name matches.
   *
   * @throws io.saltern.targeting.MatchLimitException when there is no verdict
   */
  boolean matches(String name) {
    if (plain != null && PlainPattern.judges(name)) {
      return plain.matches(name);
    }
    return (glob != null && glob.matches(name)) || regex.test(name);
  }

  @Override
  public String toString() {
    return text;
  }
}
