// SPDX-License-Identifier: Apache-2.0
package io.saltern.targeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saltern.api.MinionId;
import io.saltern.api.Target;
import io.saltern.api.TargetType;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Grains and pillar: nesting, lists, wildcards, delimiters. */
class DataTargetsTest {
  private static final Map<String, Object> DATA =
      Map.of(
          "os",
          "Debian",
          "time",
          "12:30",
          "none",
          Collections.singletonMap("is", null),
          "load",
          1.5,
          "big",
          1e22,
          "on",
          true,
          "ports",
          Map.of(80, "http", 443, "https"),
          "roles",
          List.of("web", "front"),
          "disks",
          List.of(Map.of("name", "sda", "size", 10), Map.of("name", "sdb")),
          "deep",
          Map.of("x", Map.of("y", "z"), "l", Arrays.asList("p", null)));

  private static final TargetCompiler COMPILER = new TargetCompiler(Nodegroups.none());
  private static final MinionFacts MINION = MinionFacts.of(new MinionId("m"), DATA, DATA);

  private static boolean matches(TargetType type, String expression, String delimiter) {
    return COMPILER.compile(new Target(type, expression, delimiter)).matches(MINION);
  }

  @ParameterizedTest
  @CsvSource({
    "os:deb*, true",
    "os:Red*, false",
    "os:*, true",
    "nothing:*, false",
    "time:12:30, true",
    "time:12:3?, true",
    "none:is:None, true",
    "load:1.5, true",
    "big:1e+22, true",
    "on:true, true",
    "ports:80:http, true",
    "ports:81:http, false",
    "ports:443, false",
    "roles:web, true",
    "roles:0:web, true",
    "roles:-1:front, true",
    "roles:2:web, false",
    "roles:0:front, false",
    "disks:name:sda, true",
    "disks:name:sdb, true",
    "disks:1:name:sdb, true",
    "disks:1:name:sda, false",
    "deep:x, true",
    "deep:y, false",
    "deep:*, true",
    "deep:x:y:z, true",
    "deep:x:Y:z, false",
    "deep:*:z, false",
    "deep:*:y:z, true",
    "deep:*:p, true",
    "*:x:y:z, true",
    "*:debian, true",
    "*:*:y:z, true",
    "deep:l:none, true"
  })
  void grains(String expression, boolean expected) {
    assertThat(matches(TargetType.GRAIN, expression, ":")).isEqualTo(expected);
    assertThat(matches(TargetType.PILLAR, expression, ":")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "os:^deb, true",
    "os:DEB\\S+$, true",
    "os:ebian, false",
    "os:(Red|Deb), true",
    "roles:w.b, true",
    "deep:*, true",
    "os:*, false",
    "*:^deb, true",
    "deep:x:y:[a-z], true"
  })
  void regularExpressions(String expression, boolean expected) {
    assertThat(matches(TargetType.GRAIN_PCRE, expression, ":")).isEqualTo(expected);
    assertThat(matches(TargetType.PILLAR_PCRE, expression, ":")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"os:debian, true", "os:deb*, false", "time:12:30, true", "roles:web, true"})
  void exactly(String expression, boolean expected) {
    assertThat(matches(TargetType.PILLAR_EXACT, expression, ":")).isEqualTo(expected);
  }

  @Test
  void anotherDelimiter() {
    assertThat(matches(TargetType.GRAIN, "deep|x|y|z", "|")).isTrue();
    assertThat(matches(TargetType.GRAIN, "time|12:30", "|")).isTrue();
    assertThat(matches(TargetType.GRAIN, "deep::x::y::z", "::")).isTrue();
  }

  @Test
  void exactPillarLeavesNoPatterns() {
    TargetCompiler exact = COMPILER.withExactPillar();
    for (TargetType type : List.of(TargetType.PILLAR, TargetType.PILLAR_PCRE)) {
      assertThat(exact.compile(new Target(type, "os:Debian", ":")).matches(MINION)).isTrue();
      assertThat(exact.compile(new Target(type, "os:D.*", ":")).matches(MINION)).isFalse();
      assertThat(exact.compile(new Target(type, "os:*", ":")).matches(MINION)).isFalse();
    }
    assertThat(
            exact
                .compile(new Target(TargetType.COMPOUND, "I@os:Deb* or J@os:D.*", ":"))
                .matches(MINION))
        .isFalse();
  }

  @Test
  void aValueThatIsNoRegularExpressionIsAnErrorByItself() {
    assertThatThrownBy(() -> matches(TargetType.GRAIN_PCRE, "os:(Deb", ":"))
        .isInstanceOfSatisfying(
            TargetSyntaxException.class, e -> assertThat(e.position()).isEqualTo(7))
        .hasMessageContaining("missing )");
  }

  @Test
  void aKeyWithoutValueIsAnError() {
    assertThatThrownBy(() -> matches(TargetType.GRAIN, "os", ":"))
        .isInstanceOf(TargetSyntaxException.class)
        .hasMessageContaining("key:value is wanted");
    assertThatThrownBy(() -> matches(TargetType.GRAIN, "os:x", ""))
        .isInstanceOf(TargetSyntaxException.class);
  }

  @Test
  void wildcardsOverWildcardsEnd() {
    Map<String, Object> tree = Map.of("a", 1, "b", 2);
    for (int i = 0; i < 10; i++) {
      tree = Map.of("a", tree, "b", tree, "c", tree);
    }
    MinionFacts minion = MinionFacts.of(new MinionId("m"), tree, Map.of());
    TargetMatcher matcher =
        COMPILER.compile(new Target(TargetType.GRAIN, "*:".repeat(4) + "nothing", ":"));
    boolean matched =
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> matcher.matches(minion));
    assertThat(matched).isFalse();
    assertThatThrownBy(() -> matches(TargetType.GRAIN, "*:".repeat(5) + "nothing", ":"))
        .isInstanceOf(TargetSyntaxException.class)
        .hasMessageContaining("more than 4 parts *");
  }

  @Test
  void givesNoVerdictOnDataThatIsTooLong() {
    MinionFacts minion =
        MinionFacts.of(new MinionId("m"), Map.of("os", "x".repeat(9_000_000)), Map.of());
    TargetMatcher matcher = COMPILER.compile(new Target(TargetType.GRAIN, "os:*y*", ":"));
    assertThatThrownBy(() -> matcher.matches(minion)).isInstanceOf(MatchLimitException.class);
  }

  @Test
  void factsDoNotShowThePillar() {
    assertThat(MINION.toString()).contains("m").doesNotContain("Debian");
  }
}
