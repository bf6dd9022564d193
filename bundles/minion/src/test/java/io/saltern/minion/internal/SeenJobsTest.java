// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.JobId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeenJobsTest {
  @TempDir Path folder;

  @Test
  void aJobIsRememberedAlsoAfterARestart() throws IOException {
    try (SeenJobs seen = open(100)) {
      assertThat(seen.contains(job(1))).isFalse();
      seen.add(job(1));
      assertThat(seen.contains(job(1))).isTrue();
    }
    try (SeenJobs seen = open(100)) {
      assertThat(seen.contains(job(1))).isTrue();
      assertThat(seen.contains(job(2))).isFalse();
    }
  }

  @Test
  void aJobIsOnDiskOnceItIsAdded() throws IOException {
    try (SeenJobs seen = open(100)) {
      seen.add(job(1));
      assertThat(Files.readString(folder.resolve("seen"))).isEqualTo(job(1) + "\n");
    }
  }

  @Test
  void theLastJobsAreRememberedAndTheFileStaysShort() throws IOException {
    try (SeenJobs seen = open(10)) {
      for (int i = 0; i < 200; i++) {
        seen.add(job(i));
        assertThat(Files.size(folder.resolve("seen"))).isLessThanOrEqualTo(21 * 20);
      }
      assertThat(seen.contains(job(190))).isTrue();
      assertThat(seen.contains(job(189))).isFalse();
    }
  }

  @Test
  void aLineThatACrashCutShortDoesNotMatter() throws IOException {
    Files.writeString(folder.resolve("seen"), job(1) + "\n" + job(2).value().substring(0, 9));
    try (SeenJobs seen = open(10)) {
      assertThat(seen.contains(job(1))).isTrue();
      assertThat(seen.contains(job(2))).isFalse();
    }
  }

  private SeenJobs open(int bound) throws IOException {
    return new SeenJobs(folder.resolve("seen"), bound);
  }

  private static JobId job(int number) {
    return new JobId(String.format("20261122000000%06d", number));
  }
}
