// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RefusalsTest {
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final Refusals refusals =
      new Refusals(((InstantSource) now::get).withZone(ZoneId.of("UTC")));

  /** What is logged, for the tests' logger writes to the error stream. */
  private static List<String> logged(Runnable work) {
    PrintStream before = System.err;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      work.run();
    } finally {
      System.setErr(before);
    }
    return bytes
        .toString(StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.contains("192.0.2."))
        .toList();
  }

  @Test
  void logsOnceForEachKindAndPeer() {
    List<String> lines =
        logged(
            () -> {
              for (int i = 0; i < 5; i++) {
                refusals.note(Refusal.NO_PROOF, "192.0.2.1:" + i, "none");
                refusals.note(Refusal.NO_PROOF, "192.0.2.2:" + i, "none");
                refusals.note(Refusal.EXPIRED, "192.0.2.1:" + i, "old");
              }
            });
    assertThat(lines).hasSize(3);
    assertThat(refusals.counts()).containsEntry("NO_PROOF", 10L).containsEntry("EXPIRED", 5L);
    now.set(now.get().plus(Duration.ofHours(1)));
    assertThat(logged(() -> refusals.note(Refusal.EXPIRED, "192.0.2.1:9", "old")))
        .singleElement()
        .asString()
        .contains("4 more");
  }

  @Test
  void showsNothingThatCouldForgeALine() {
    assertThat(Refusals.printable("a\nb\u001b[0m\u2028" + "x".repeat(1000)))
        .startsWith("a?b?[0m?xxx")
        .hasSizeLessThan(130);
  }
}
