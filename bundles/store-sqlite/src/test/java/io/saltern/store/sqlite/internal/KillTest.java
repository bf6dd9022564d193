// SPDX-License-Identifier: Apache-2.0
package io.saltern.store.sqlite.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;

class KillTest {
  @TempDir static Path folder;
  private static final Set<String> ACKNOWLEDGED = new HashSet<>();

  /** Each round adds to the same file, so that recovery from the last kill is part of it. */
  @RepeatedTest(3)
  void everyAcknowledgedReturnIsThereAfterAKill(RepetitionInfo round) throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                EndlessWriter.class.getName(),
                folder.toString(),
                "r" + round.getCurrentRepetition() + "-")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    int heard = 0;
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        ACKNOWLEDGED.add(line);
        if (++heard == 700) {
          child.toHandle().destroyForcibly();
        }
      }
    } finally {
      child.destroyForcibly();
    }
    assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(child.exitValue()).isEqualTo(128 + 9);
    assertThat(heard).isGreaterThanOrEqualTo(700);

    try (Database database = Database.open(folder, "a.sqlite")) {
      Set<String> stored = new HashSet<>();
      new SqliteJobStore(database)
          .returns(EndlessWriter.JOB)
          .forEach(one -> stored.add(one.minion().value()));
      assertThat(stored).containsAll(ACKNOWLEDGED);
    }
  }
}
