// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import io.saltern.api.function.PythonText;
import io.saltern.targeting.RegularExpression;
import org.jspecify.annotations.Nullable;

/** A pattern for the text of an argument's value. */
final class ArgumentPattern {
  private final @Nullable RegularExpression regex;
  private final Matching matching;

  private ArgumentPattern(@Nullable RegularExpression regex, Matching matching) {
    this.regex = regex;
    this.matching = matching;
  }

  /** Any value. */
  static ArgumentPattern any() {
    return new ArgumentPattern(null, Matching.EXACT);
  }

  /**
   * Compiles.
   *
   * @throws java.util.regex.PatternSyntaxException when it is no regular expression
   */
  static ArgumentPattern compile(String text, Matching matching) {
    RegularExpression regex =
        matching == Matching.EXACT
            ? RegularExpression.compile(text, RegularExpression.Flag.DOT_ALL)
            : RegularExpression.compile(text);
    return new ArgumentPattern(regex, matching);
  }

  /**
   * Tells whether the value's text, as Python writes it, matches.
   *
   * @throws io.saltern.targeting.MatchLimitException when there is no verdict
   */
  boolean matches(@Nullable Object value) {
    if (regex == null) {
      return true;
    }
    String text = PythonText.str(value);
    return matching == Matching.EXACT ? regex.matchesWhole(text) : regex.matchesStart(text);
  }
}
