// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.MinionId;
import io.saltern.api.Target;
import io.saltern.targeting.Glob;
import io.saltern.targeting.MinionFacts;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobScopeTest {
  @ParameterizedTest
  @CsvSource({
    "web*, web*, true",
    "web*, web1*, true",
    "web*, web?, true",
    "web*, web, true",
    "web*, we*, false",
    "web*, *, false",
    "*1, web*1, true",
    "*1*, web[12], false",
    "web?, web?, false",
    "web*, web[12], false",
    "[w]eb*, web*, false",
  })
  void knowsByTheTextAloneWhatItSurelyIncludes(String rule, String glob, boolean surely) {
    assertThat(new GlobScope(rule).includes(glob)).isEqualTo(surely);
  }

  @Test
  void whatItSurelyIncludesItHolds() {
    Random random = new Random(4);
    int included = 0;
    for (int i = 0; i < 200_000; i++) {
      String rule = text(random, "ab*?[]", 4);
      String glob = text(random, "ab*?[]", 4);
      String name = text(random, "ab", 5);
      if (new GlobScope(rule).includes(glob) && Glob.compile(glob).matches(name)) {
        included++;
        assertThat(Glob.compile(rule).matches(name))
            .as("%s includes %s, so it matches %s", rule, glob, name)
            .isTrue();
      }
    }
    assertThat(included).isGreaterThan(1_000);
  }

  private static String text(Random random, String letters, int max) {
    StringBuilder text = new StringBuilder();
    for (int length = 1 + random.nextInt(max); length > 0; length--) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }

  @Test
  void looksAtTheMinionsWhenTheTextDoesNotTell() {
    GlobScope scope = new GlobScope("web?");
    assertThat(scope.covers(named("web*", "web1", "web2"))).isTrue();
    assertThat(scope.covers(named("web*", "web1", "web22"))).isFalse();
    assertThat(scope.touches(named("*", "db1", "web1"))).isTrue();
    assertThat(scope.touches(named("*", "db1"))).isFalse();
    assertThat(scope.outside(named("*", "db1", "web1"))).containsExactly(new MinionId("db1"));
    assertThat(new GlobScope("web*").covers(named("web*"))).as("nobody").isFalse();
  }

  private static Named named(String glob, String... minions) {
    return new Named(
        Target.glob(glob),
        List.of(minions).stream().map(MinionId::new).toList(),
        id -> MinionFacts.of(id, Map.of(), Map.of()));
  }
}
