// SPDX-License-Identifier: Apache-2.0
package io.saltern.targeting;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.MinionId;
import io.saltern.api.Target;
import io.saltern.api.TargetType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Laws of target expressions. */
class TargetPropertiesTest {
  private static final List<String> IDS = List.of("a", "b", "c", "d");
  private static final Set<String> ALL = Set.copyOf(IDS);
  private static final TargetCompiler COMPILER =
      new TargetCompiler(Nodegroups.of(Map.of("g", "a or b")));

  /** An expression, and what it means. */
  private record Meant(String text, Set<String> ids) {}

  private static MinionFacts minion(String id) {
    return MinionFacts.of(
        new MinionId(id), Map.of("os", "x", "l", List.of("y", Map.of("k", 1))), Map.of("p", "q"));
  }

  @Property(seed = "20261122", edgeCases = EdgeCasesMode.NONE)
  void writtenExpressionsMeanWhatTheyWereWrittenFor(@ForAll("expressions") Meant meant) {
    TargetMatcher matcher =
        COMPILER.compile(new Target(TargetType.COMPOUND, meant.text(), Target.COLON));
    for (String id : IDS) {
      assertThat(matcher.matches(minion(id)))
          .as(meant.text() + " for " + id)
          .isEqualTo(meant.ids().contains(id));
    }
  }

  @Provide
  Arbitrary<Meant> expressions() {
    return expressions(5);
  }

  private static Arbitrary<Meant> expressions(int depth) {
    if (depth == 0) {
      return terms();
    }
    Arbitrary<Meant> inner = expressions(depth - 1);
    return Arbitraries.frequencyOf(
        Tuple.of(2, terms()),
        Tuple.of(1, inner.map(m -> new Meant("( " + m.text() + " )", m.ids()))),
        Tuple.of(2, inner.map(m -> new Meant("not ( " + m.text() + " )", minus(ALL, m.ids())))),
        Tuple.of(2, Combinators.combine(inner, inner).as(TargetPropertiesTest::and)),
        Tuple.of(2, Combinators.combine(inner, inner).as(TargetPropertiesTest::or)));
  }

  private static Arbitrary<Meant> terms() {
    return Arbitraries.of(
        new Meant("a", Set.of("a")),
        new Meant("[bc]", Set.of("b", "c")),
        new Meant("not d", minus(ALL, Set.of("d"))),
        new Meant("L@c,z", Set.of("c")),
        new Meant("E@b|d$", Set.of("b", "d")),
        new Meant("*", ALL),
        new Meant("G@os:x", ALL),
        new Meant("G@os:y", Set.of()));
  }

  private static Meant and(Meant left, Meant right) {
    return new Meant(
        "( " + left.text() + " ) and ( " + right.text() + " )",
        minus(left.ids(), minus(ALL, right.ids())));
  }

  private static Meant or(Meant left, Meant right) {
    return new Meant(left.text() + " or " + right.text(), plus(left.ids(), right.ids()));
  }

  private static Set<String> minus(Set<String> from, Set<String> what) {
    return from.stream().filter(id -> !what.contains(id)).collect(Collectors.toUnmodifiableSet());
  }

  private static Set<String> plus(Set<String> one, Set<String> other) {
    return Stream.concat(one.stream(), other.stream()).collect(Collectors.toUnmodifiableSet());
  }

  @Property(seed = "20261122")
  void anyTextIsATargetOrATargetSyntaxError(
      @ForAll TargetType type, @ForAll("nearlyExpressions") String text) {
    try {
      COMPILER.compile(new Target(type, text, Target.COLON)).matches(minion("a"));
    } catch (TargetSyntaxException e) {
      assertThat(e.position()).isBetween(0, Math.max(0, text.length()));
    }
  }

  @Provide
  Arbitrary<String> nearlyExpressions() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "and",
            "or",
            "not",
            "(",
            ")",
            " ",
            " ",
            " ",
            "G@",
            "P@",
            "I|@",
            "J@",
            "L@",
            "N@g",
            "N@",
            "S@",
            "E@",
            "X@",
            ":",
            "*",
            "os",
            "l",
            "k",
            "x",
            "[",
            "]",
            "{2}",
            "{,9}",
            "\\",
            "(?!",
            "(?P<n>",
            "(?i)",
            "|",
            "$",
            "^",
            "10.0.0.0",
            "/8",
            "::",
            "\n",
            "é",
            "\uD83D");
    return Arbitraries.oneOf(
        pieces.list().ofMaxSize(12).map(list -> String.join("", list)), Arbitraries.strings());
  }

  @Property(seed = "20261122")
  void aGlobOfOneIdMatchesExactlyIt(@ForAll("ids") String id, @ForAll("ids") String other) {
    Glob glob = Glob.compile(id);
    assertThat(glob.matches(id)).isTrue();
    assertThat(glob.matches(other)).isEqualTo(id.equals(other));
    assertThat(Glob.compile(id + "*").matches(id + other)).isTrue();
    assertThat(Glob.compile("*" + other).matches(id + other)).isTrue();
  }

  @Provide
  Arbitrary<String> ids() {
    return Arbitraries.strings().withChars("ab.-_").ofMinLength(1).ofMaxLength(8);
  }
}
