// SPDX-License-Identifier: Apache-2.0
package io.saltern.targeting;

import java.util.Locale;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** What the value of a grain or of a pillar key is compared with, never minding case. */
abstract class ValuePattern {
  /** How the right side of {@code key:value} is read. */
  enum Kind {
    GLOB,
    REGEX,
    EXACT
  }

  /**
   * @throws PatternSyntaxException when it is a malformed regular expression
   */
  static ValuePattern compile(Kind kind, String text) {
    return switch (kind) {
      case GLOB -> new OfGlob(Glob.compile(text.toLowerCase(Locale.ROOT)));
      case REGEX ->
          new OfRegex(RegularExpression.compile(text, RegularExpression.Flag.IGNORE_CASE));
      case EXACT -> new OfText(text.toLowerCase(Locale.ROOT));
    };
  }

  /** Compares any decoded value, as Python would write it. */
  final boolean matches(@Nullable Object value, Budget budget) {
    String text = PythonText.of(value);
    budget.spend(cost(text));
    return matches(text);
  }

  abstract boolean matches(String text);

  abstract long cost(String text);

  private static final class OfGlob extends ValuePattern {
    private final Glob glob;

    OfGlob(Glob glob) {
      this.glob = glob;
    }

    @Override
    boolean matches(String text) {
      return glob.matches(text.toLowerCase(Locale.ROOT));
    }

    @Override
    long cost(String text) {
      return glob.cost(text);
    }
  }

  private static final class OfRegex extends ValuePattern {
    private final RegularExpression expression;

    OfRegex(RegularExpression expression) {
      this.expression = expression;
    }

    @Override
    boolean matches(String text) {
      return expression.matchesStart(text);
    }

    @Override
    long cost(String text) {
      return expression.cost(text);
    }
  }

  private static final class OfText extends ValuePattern {
    private final String lower;

    OfText(String lower) {
      this.lower = lower;
    }

    @Override
    boolean matches(String text) {
      return text.toLowerCase(Locale.ROOT).equals(lower);
    }

    @Override
    long cost(String text) {
      return text.length();
    }
  }
}
