// SPDX-License-Identifier: Apache-2.0
package io.saltern.targeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saltern.api.MinionId;
import io.saltern.api.Target;
import io.saltern.api.TargetType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompoundTargetsTest {
  private static final Nodegroups GROUPS =
      Nodegroups.ofWords(
          Map.of(
              "plain", List.of("web1", "web2"),
              "regex", List.of("web[12]"),
              "loose", List.of("web1", "or", "web2"),
              "outer", List.of("N@loose", "and", "not", "web2"),
              "spaced", List.of("G@os:Big Iron", "or", "nobody"),
              "a", List.of("N@b"),
              "b", List.of("not", "N@a"),
              "empty", List.of()));

  private static final TargetCompiler COMPILER = new TargetCompiler(GROUPS);

  private static boolean matches(String expression, String id) {
    MinionFacts minion =
        MinionFacts.of(new MinionId(id), Map.of("os", "Big Iron", "a", Map.of("b", "c")), Map.of());
    return COMPILER.compile(new Target(TargetType.COMPOUND, expression, ":")).matches(minion);
  }

  @ParameterizedTest
  @CsvSource({
    "web1, true",
    "web* and not web2, true",
    "web* not web1, false",
    "web2 or web1 and web1, true",
    "web1 or web1 and web2, true",
    "not web1 or web1, true",
    "not ( web1 or web2 ), false",
    "( ( web1 ) ), true",
    "'E@web\\d and L@db1,web1', true",
    "G|@os|Big*, true",
    "G@@a@b@c, true",
    "N@plain, true",
    "N@regex, true",
    "N@spaced, true",
    "web2 and N@loose, false",
    "web2 and N@outer, false",
    "N@outer, true",
    "(web1), false",
    "'  web1\tor\nweb2 ', true"
  })
  void forWeb1(String expression, boolean expected) {
    assertThat(matches(expression, "web1")).isEqualTo(expected);
  }

  @Test
  void theWordsOfAGroupStandAsIfWrittenThere() {
    assertThat(matches("db1 and N@loose", "web2")).isTrue();
    assertThat(matches("db1 and N@outer", "web1")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "'', 0, something must follow",
    "web1 and, 8, something must follow",
    "and web1, 0, a term is expected",
    "web1 or or web2, 8, a term is expected",
    "not not web1, 4, a term is expected",
    "( ), 2, a term is expected",
    "( and web1 ), 2, a term is expected",
    "web1 web2, 5, expected before web2",
    "( web1, 0, ( without )",
    "( web1 web2 ), 7, expected before web2",
    "web1 ), 5, ) without (",
    "web1 and X@y, 9, there is no matcher X@",
    "web1 and R@y, 9, there is no matcher R@",
    "web1 or E@[, 8, E@[ is no term: unterminated character set",
    "web1 or G@os, 8, key:value is wanted",
    "web1 or G@, 8, nothing follows G@",
    "web1 or S@bad, 8, no address",
    "web1 or N@nosuch, 8, there is no nodegroup nosuch",
    "web1 or N@a, 8, nodegroup a contains itself",
    "web1 or N@empty, 15, something must follow"
  })
  void malformedExpressionsAreErrorsWithAPlace(String expression, int position, String flaw) {
    assertThatThrownBy(() -> matches(expression, "web1"))
        .isInstanceOfSatisfying(
            TargetSyntaxException.class, e -> assertThat(e.position()).isEqualTo(position))
        .hasMessageContaining("bad compound target, at " + position)
        .hasMessageContaining(flaw);
  }

  @Test
  void aTermWhoseValueIsNoRegularExpressionMatchesNothing() {
    assertThat(matches("P@os:(Big or db1", "web1")).isFalse();
    assertThat(matches("P@os:(Big or web1", "web1")).isTrue();
  }

  @Test
  void parenthesesHaveADepthLimit() {
    assertThat(matches("( ".repeat(50) + "web1" + " )".repeat(50), "web1")).isTrue();
    assertThatThrownBy(() -> matches("( ".repeat(51) + "web1" + " )".repeat(51), "web1"))
        .isInstanceOf(TargetSyntaxException.class)
        .hasMessageContaining("nested deeper");
  }

  @Test
  void groupsThatMultiplyAreRefused() {
    Map<String, String> groups = new HashMap<>();
    for (int i = 0; i < 30; i++) {
      groups.put("g" + i, "N@g" + (i + 1) + " and N@g" + (i + 1));
    }
    groups.put("g30", "web1 or web2");
    TargetCompiler compiler = new TargetCompiler(Nodegroups.of(groups));
    assertThatThrownBy(() -> compiler.compile(new Target(TargetType.NODEGROUP, "g0", ":")))
        .isInstanceOf(TargetSyntaxException.class)
        .hasMessageContaining("words");
  }

  @Test
  void unsupportedTypesSaySo() {
    assertThatThrownBy(() -> COMPILER.compile(new Target(TargetType.RANGE, "%a", ":")))
        .isInstanceOf(TargetSyntaxException.class)
        .hasMessageContaining("range are not supported");
  }

  @Test
  void messagesStayShortAndOnOneLine() {
    assertThatThrownBy(() -> matches("web1\n" + "x".repeat(5000), "web1"))
        .isInstanceOf(TargetSyntaxException.class)
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(600).doesNotContain("\n"));
  }
}
