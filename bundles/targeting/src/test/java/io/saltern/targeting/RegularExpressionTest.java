// SPDX-License-Identifier: Apache-2.0
package io.saltern.targeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saltern.targeting.RegularExpression.Flag;
import java.time.Duration;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegularExpressionTest {
  @ParameterizedTest
  @CsvSource({
    "web, web1, true",
    "eb, web1, false",
    "^web1$, web1, true",
    "(web|db)1$, db12, false",
    "web|db, db1, true",
    "(?i)WEB, web1, true",
    "(?P<n>w)eb, web, true",
    "'a{,2}b', aab, true",
    "'a{,2}b', aaab, false",
    "'a{x', 'a{x', true",
    "[[]x, [x, true",
    "[]]x, ]x, true",
    "\\Aweb\\Z, web, true",
    "^(?!sudo_).*$, sudo_ann, false",
    "^(?!sudo_).*$, ann, true",
    "(?!db)(?!web).*, web1, false",
    "(?!db)(?!web).*, log1, true",
    "(?=.*1)web, web1, true",
    "(?=.*1)web, web2, false",
    "(?!a|b)x|c, c, true",
    "(?!a|b).x|^(?!d).$, bx, false",
    "(?i)(?!DB).*, db1, false"
  })
  void matchesFromTheStart(String pattern, String text, boolean expected) {
    assertThat(RegularExpression.compile(pattern).matchesStart(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"web, web1, false", "a|ab, ab, true", "(?!sudo_).*, ann, true", "x.*, xyz, true"})
  void matchesTheWhole(String pattern, String text, boolean expected) {
    assertThat(RegularExpression.compile(pattern).matchesWhole(text)).isEqualTo(expected);
  }

  @Test
  void dollarAlsoStandsBeforeAFinalLineBreakButCapitalZDoesNot() {
    assertThat(RegularExpression.compile("a$").matchesStart("a\n")).isTrue();
    assertThat(RegularExpression.compile("a\\Z").matchesStart("a\n")).isFalse();
    assertThat(RegularExpression.compile("a$").matchesWhole("a\n")).isFalse();
  }

  @Test
  void flagsChangeTheWhole() {
    assertThat(RegularExpression.compile("a.b").matchesWhole("a\nb")).isFalse();
    assertThat(RegularExpression.compile("a.b", Flag.DOT_ALL).matchesWhole("a\nb")).isTrue();
    assertThat(RegularExpression.compile("(?!X)a", Flag.IGNORE_CASE).matchesWhole("A")).isTrue();
    assertThat(RegularExpression.compile("(?!A)a", Flag.IGNORE_CASE).matchesWhole("A")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "[, 0, character set",
    "ab(, 3, missing )",
    "ab), 2, unbalanced",
    "a\\, 1, backslash",
    "(a)\\1, 3, back-references",
    "(?P<n>a)(?P=n), 8, back-references",
    "(?<!a)b, 0, look-behind",
    "ab(?!c), 2, look-ahead",
    "((?!c)), 1, look-ahead",
    "(?!(?=a)), 3, look-ahead",
    "(?!c)?a, 5, cannot be repeated",
    "a**, 1, repetition",
    "(?x)a, 0, syntax"
  })
  void saysWhatIsWrongAndWhere(String pattern, int position, String flaw) {
    assertThatThrownBy(() -> RegularExpression.compile(pattern))
        .isInstanceOfSatisfying(
            PatternSyntaxException.class,
            e -> {
              assertThat(e.getDescription()).contains(flaw);
              assertThat(e.getIndex()).isEqualTo(position);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "((a{100}){100}){100}",
        "(?:(?:(?:){999}){999}){999}",
        "(((((((((((x{2}){2}){2}){2}){2}){2}){2}){2}){2}){2}){2})",
        "(?!((a{100}){100}))"
      })
  void refusesToUnfoldCountedRepetitions(String pattern) {
    assertThatThrownBy(() -> RegularExpression.compile(pattern))
        .isInstanceOf(PatternSyntaxException.class)
        .hasMessageContaining("too large");
  }

  @Test
  void refusesDeepNesting() {
    String pattern = "(".repeat(5000) + ")".repeat(5000);
    assertThatThrownBy(() -> RegularExpression.compile(pattern))
        .isInstanceOf(PatternSyntaxException.class)
        .hasMessageContaining("nested deeper");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(x+x+)+y",
        "(a|a)*$",
        "(x|xx|xxx)*y",
        "^(?!(x+x+)+y).*",
        "(.*)*(.*)*(.*)*y",
        "(|x){999}y"
      })
  void patternsThatDefeatBacktrackingTakeNoTime(String pattern) {
    String text = "x".repeat(255);
    RegularExpression expression = RegularExpression.compile(pattern);
    boolean matched =
        Assertions.assertTimeoutPreemptively(
            Duration.ofSeconds(10), () -> expression.matchesStart(text));
    assertThat(matched).isEqualTo(pattern.startsWith("^"));
  }

  @Test
  void givesNoVerdictWhereTheTextIsTooLong() {
    RegularExpression expression = RegularExpression.compile("(x+x+)+y");
    assertThatThrownBy(() -> expression.matchesStart("x".repeat(5_000_000)))
        .isInstanceOf(MatchLimitException.class)
        .hasMessageContaining("(x+x+)+y");
  }
}
