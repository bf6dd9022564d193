// SPDX-License-Identifier: Apache-2.0
package io.saltern.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.saltern.api.JobId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Job ids, serials and nonces. */
class OrderTest {
  private static final Instant NOW = Instant.parse("2026-11-22T04:08:56.737693Z");

  @Test
  void jobIdsFollowTheClock() {
    JobIdSource source = new JobIdSource(Clock.fixed(NOW, ZoneOffset.UTC));
    assertThat(source.next()).isEqualTo(new JobId("20261122040856737693"));
    assertThat(source.next()).isEqualTo(new JobId("20261122040856737694"));
  }

  @Test
  void jobIdsNeverStepBack() {
    Instant newest = NOW.plusSeconds(60);
    JobIdSource source = new JobIdSource(Clock.fixed(NOW, ZoneOffset.UTC), newest);
    assertThat(source.next()).isGreaterThan(JobId.at(newest));
    assertThat(source.next()).isGreaterThan(JobId.at(newest));
  }

  @Test
  void jobIdsAreUniqueAndRiseInEachOfManyThreads() throws Exception {
    JobIdSource source = new JobIdSource(Clock.systemUTC());
    Set<JobId> all = ConcurrentHashMap.newKeySet();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<List<JobId>>> results = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        results.add(threads.submit(() -> fiveThousand(source)));
      }
      for (Future<List<JobId>> result : results) {
        List<JobId> ids = result.get(60, TimeUnit.SECONDS);
        assertThat(ids).isSorted();
        all.addAll(ids);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(all).hasSize(20_000);
  }

  private static List<JobId> fiveThousand(JobIdSource source) {
    List<JobId> ids = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      ids.add(source.next());
    }
    return ids;
  }

  @Test
  void serialsPassOnceAndInOrder() {
    SerialCounter counter = new SerialCounter();
    SerialGate gate = new SerialGate();
    long first = counter.next();
    long second = counter.next();
    assertThat(first).isEqualTo(1);
    assertThat(gate.admit(second)).isTrue();
    assertThat(gate.admit(second)).isFalse();
    assertThat(gate.admit(first)).isFalse();
    assertThat(gate.admit(0)).isFalse();
    assertThat(gate.admit(-1)).isFalse();
    assertThat(gate.last()).isEqualTo(2);
    assertThat(gate.admit(counter.next())).isTrue();
  }

  @Test
  void noncesDiffer() {
    assertThat(Nonce.random()).isNotEqualTo(Nonce.random());
    assertThat(Nonce.isValid(Nonce.random().value())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0123456789abcdef0123456789abcde",
        "0123456789abcdef0123456789abcdeff",
        "0123456789ABCDEF0123456789abcdef",
        "0123456789abcdef0123456789abcdeg"
      })
  void noncesHaveOneForm(String text) {
    assertThat(Nonce.isValid(text)).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> new Nonce(text));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void limitsArePositive(int limit) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Limits(limit, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Limits(1, limit, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Limits(1, 1, limit));
    assertThatIllegalArgumentException().isThrownBy(() -> new Limits(1, Limits.DEEPEST + 1, 1));
  }
}
