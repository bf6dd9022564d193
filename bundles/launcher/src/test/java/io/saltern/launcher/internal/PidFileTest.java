// SPDX-License-Identifier: Apache-2.0
package io.saltern.launcher.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {
  @TempDir Path folder;

  @Test
  void aRunningProcessIsKnownByItsNumberAndItsCommandLine() throws Exception {
    Path file = folder.resolve("pid");
    Process other = new ProcessBuilder("sleep", "60").start();
    try {
      Files.writeString(file, other.pid() + "\n");
      Await.until("it shows its command line", () -> PidFile.isRunning(file, "sleep"));
      assertThat(PidFile.isRunning(file, "somethingElse")).isFalse();
    } finally {
      other.destroyForcibly().waitFor();
    }
    assertThat(PidFile.isRunning(file, "sleep")).isFalse();
  }

  @Test
  void thisProcessNoFileAndRubbishAreNoOtherInstance() throws IOException {
    Path file = folder.resolve("pid");
    assertThat(PidFile.isRunning(file, "")).isFalse();
    Files.writeString(file, Long.toString(ProcessHandle.current().pid()));
    assertThat(PidFile.isRunning(file, "")).isFalse();
    Files.writeString(file, "../1");
    assertThat(PidFile.isRunning(file, "")).isFalse();
    Files.writeString(file, "");
    assertThat(PidFile.isRunning(file, "")).isFalse();
  }
}
