// SPDX-License-Identifier: Apache-2.0
package io.saltern.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final Set<String> JOBS = Set.of("1");
  private static final Set<String> MINIONS = Set.of("a", "b");
  private static final Map<String, Integer> ONCE = Map.of("1 a", 1, "1 b", 1);

  @Test
  void eachOnceIsGood() {
    Ledger ledger = Ledger.of(JOBS, MINIONS, ONCE, ONCE);
    assertThat(ledger.expected()).isEqualTo(2);
    assertThat(ledger.settled()).isTrue();
    assertThat(ledger.good()).isTrue();
  }

  @Test
  void whatIsMissingIsNamed() {
    Ledger ledger = Ledger.of(JOBS, MINIONS, Map.of("1 a", 1), ONCE);
    assertThat(ledger.missing()).containsExactly("1 b");
    assertThat(ledger.settled()).isFalse();
    assertThat(ledger.good()).isFalse();
  }

  @Test
  void twiceIsNotGood() {
    Map<String, Integer> twice = Map.of("1 a", 1, "1 b", 2);
    assertThat(Ledger.of(JOBS, MINIONS, twice, ONCE).twice()).containsExactly("1 b");
    assertThat(Ledger.of(JOBS, MINIONS, twice, ONCE).settled()).isFalse();
    assertThat(Ledger.of(JOBS, MINIONS, twice, ONCE).good()).isFalse();
    assertThat(Ledger.of(JOBS, MINIONS, ONCE, twice).ranTwice()).containsExactly("1 b");
    assertThat(Ledger.of(JOBS, MINIONS, ONCE, twice).good()).isFalse();
    assertThat(Ledger.of(JOBS, MINIONS, ONCE, Map.of()).good()).isFalse();
  }

  @Test
  void noJobIsNotGood() {
    assertThat(Ledger.of(Set.of(), MINIONS, Map.of(), Map.of()).good()).isFalse();
  }
}
