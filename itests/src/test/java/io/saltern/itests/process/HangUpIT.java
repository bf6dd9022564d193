// SPDX-License-Identifier: Apache-2.0
package io.saltern.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.testing.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGHUP while a minion starts: it has the configuration read, and ends nothing. */
class HangUpIT {
  private static final Duration SOON = Duration.ofSeconds(60);

  /** The Java that the start script asks about users stays until the test lets it go. */
  private static final String JAVA =
      """
      #!/bin/sh
      case "$*" in
        *UserMain*)
          touch "$1/asked"
          for i in $(seq 600); do if [ -e "$1/go" ]; then break; fi; sleep 0.1; done ;;
      esac
      exec "$2/bin/java" "$@"
      """;

  @TempDir Path home;

  @Test
  void aMinionThatIsToldToReloadWhileItStartsStarts() throws Exception {
    Path java = Files.createDirectory(home.resolve("bin")).resolve("java");
    Files.writeString(
        java, JAVA.replace("$1", home.toString()).replace("$2", System.getProperty("java.home")));
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (Master none = new Master("none", "");
        Minion minion =
            new Minion(
                List.of("env", "JAVA_HOME=" + home),
                "hup",
                List.of(none),
                "user: " + System.getProperty("user.name") + "\n")) {
      minion.start();
      Await.until("the script runs", SOON, () -> Files.exists(home.resolve("asked")));
      minion.signal("HUP");
      Files.createFile(home.resolve("go"));

      Path pidFile = minion.folder().resolve("var/run/salt-minion.pid");
      Await.until("the minion is known", SOON, () -> Files.exists(pidFile));
      for (int i = 0; i < 5; i++) {
        minion.signal("HUP");
      }
      minion.awaitLog("Attempting to authenticate with the Salt Master");
      assertThat(minion.alive()).isTrue();
      assertThat(minion.stop().exit()).isZero();
    }
  }
}
