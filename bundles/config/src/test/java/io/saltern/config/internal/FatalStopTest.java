// SPDX-License-Identifier: Apache-2.0
package io.saltern.config.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FatalStopTest {
  /** Stops while the main thread waits for ever. */
  static final class Program {
    public static void main(String[] arguments) throws InterruptedException {
      FatalStop.stop(List.of("/etc/salt/master:1: a", "/etc/salt/master:2: b"));
      Thread.currentThread().join();
    }
  }

  @Test
  void printsInSaltsFormatAndEndsWithSaltsCode() throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Program.class.getName());
    // said on standard error
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    Process process = builder.start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(1);
      assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo("[ERROR   ] /etc/salt/master:1: a\n[ERROR   ] /etc/salt/master:2: b\n");
    } finally {
      process.destroyForcibly();
    }
  }
}
