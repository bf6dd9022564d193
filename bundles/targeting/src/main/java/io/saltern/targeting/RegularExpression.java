// SPDX-License-Identifier: Apache-2.0
package io.saltern.targeting;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression of a user: it cannot hang, because matching takes time linear in the text.
 *
 * <p>The dialect is that of Python's {@code re}, with these limits: look-ahead only at the start of
 * an alternative that is not inside a group ({@code ^(?!sudo_).*$}); no look-behind, no
 * back-reference, no possessive or atomic group, no {@code (?x)} and no {@code (?P=name)}; {@code
 * \d}, {@code \w}, {@code \s} and {@code \b} know ASCII only. A pattern may have about two thousand
 * elements after its counted repetitions are multiplied out.
 */
public final class RegularExpression {
  /** What changes the meaning of a pattern as a whole. */
  public enum Flag {
    /** Upper and lower case are the same. */
    IGNORE_CASE,
    /** A dot matches a line break too. */
    DOT_ALL
  }

  private static final long MAX_STEPS = 10_000_000;

  private record Look(boolean negative, Pattern body) {}

  private record Branch(List<Look> looks, Pattern rest) {}

  private final String pattern;
  private final List<Branch> branches;
  private final boolean endsBeforeLineBreak;
  private final int size;

  private RegularExpression(String pattern, List<Branch> branches, boolean endsBeforeLineBreak) {
    this.pattern = pattern;
    this.branches = branches;
    this.endsBeforeLineBreak = endsBeforeLineBreak;
    int sum = 0;
    for (Branch branch : branches) {
      sum += branch.rest().programSize();
      for (Look look : branch.looks()) {
        sum += look.body().programSize();
      }
    }
    this.size = sum;
  }

  /**
   * Compiles a pattern.
   *
   * @throws PatternSyntaxException when it is malformed, too large or uses what is not supported;
   *     the exception knows which and where
   */
  public static RegularExpression compile(String pattern, Flag... flags) {
    RegexDialect dialect = RegexDialect.parse(pattern);
    int re2Flags = dialect.flags();
    for (Flag flag : flags) {
      re2Flags |=
          switch (flag) {
            case IGNORE_CASE -> Pattern.CASE_INSENSITIVE;
            case DOT_ALL -> Pattern.DOTALL;
          };
    }
    try {
      List<Branch> branches = new ArrayList<>();
      for (RegexDialect.Branch branch : dialect.branches()) {
        List<Look> looks = new ArrayList<>();
        for (RegexDialect.Look look : branch.looks()) {
          looks.add(new Look(look.negative(), Pattern.compile(look.body(), re2Flags)));
        }
        branches.add(new Branch(looks, Pattern.compile(branch.rest(), re2Flags)));
      }
      return new RegularExpression(
          pattern, List.copyOf(branches), dialect.dollar() && !dialect.absoluteEnd());
    } catch (com.google.re2j.PatternSyntaxException e) {
      int position = Math.max(0, pattern.indexOf(e.getPattern()));
      throw new PatternSyntaxException(e.getDescription(), pattern, position);
    }
  }

  /** The text it was made from. */
  public String pattern() {
    return pattern;
  }

  /**
   * Tells whether the text begins with a match, as Python's {@code re.match} does.
   *
   * @throws MatchLimitException when pattern and text are so large that it would take long
   */
  public boolean matchesStart(String text) {
    checkCost(text);
    return startMatches(text)
        || (endsBeforeLineBreak
            && text.endsWith("\n")
            && startMatches(text.substring(0, text.length() - 1)));
  }

  private boolean startMatches(String text) {
    for (Branch branch : branches) {
      if (looksHold(branch, text) && branch.rest().matcher(text).lookingAt()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Tells whether the whole text is a match, as Python's {@code re.fullmatch} does.
   *
   * @throws MatchLimitException when pattern and text are so large that it would take long
   */
  public boolean matchesWhole(String text) {
    checkCost(text);
    for (Branch branch : branches) {
      if (looksHold(branch, text) && branch.rest().matcher(text).matches()) {
        return true;
      }
    }
    return false;
  }

  private static boolean looksHold(Branch branch, String text) {
    for (Look look : branch.looks()) {
      if (look.body().matcher(text).lookingAt() == look.negative()) {
        return false;
      }
    }
    return true;
  }

  private void checkCost(String text) {
    if (cost(text) > MAX_STEPS) {
      throw new MatchLimitException(pattern);
    }
  }

  /** The most steps that a text of this length can take. */
  long cost(String text) {
    return (long) (text.length() + 1) * (size + 1);
  }

  @Override
  public String toString() {
    return pattern;
  }
}
