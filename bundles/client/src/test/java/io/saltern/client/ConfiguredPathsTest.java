// SPDX-License-Identifier: Apache-2.0
package io.saltern.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfiguredPathsTest {
  @TempDir Path dir;

  @Test
  void withoutFilesSaltsDefaults() throws IOException {
    ConfiguredPaths paths = ConfiguredPaths.read(dir, "master");

    assertThat(paths.sockets()).isEqualTo(Path.of("/var/run/salt/master"));
    assertThat(paths.cache()).isEqualTo(Path.of("/var/cache/salt/master"));
    assertThat(paths.pid()).isEqualTo(Path.of("/var/run/salt-master.pid"));
  }

  @Test
  void rootDirComesBeforeDefaultsAndRelativePaths() throws IOException {
    Files.writeString(
        dir.resolve("master"),
        "# top\nroot_dir: '/srv/a b'\nsock_dir: run # where\nlist:\n  - x\n");

    ConfiguredPaths paths = ConfiguredPaths.read(dir, "master");

    assertThat(paths.sockets()).isEqualTo(Path.of("/srv/a b/run"));
    assertThat(paths.cache()).isEqualTo(Path.of("/srv/a b/var/cache/salt/master"));
  }

  @Test
  void aPathBelowRootDirStays() throws IOException {
    Files.writeString(dir.resolve("minion"), "root_dir: /srv\ncachedir: /srv/cache\n");

    assertThat(ConfiguredPaths.read(dir, "minion").cache()).isEqualTo(Path.of("/srv/cache"));
  }

  @Test
  void aLongSocketFolderMovesIntoTheCache() throws IOException {
    Files.writeString(dir.resolve("master"), "cachedir: /c\n");

    assertThat(ConfiguredPaths.read(dir, "master").sockets()).isEqualTo(Path.of("/c/.salt-unix"));
  }

  @Test
  void laterFilesWin() throws IOException {
    Files.writeString(dir.resolve("master"), "sock_dir: /one\n");
    Path more = Files.createDirectory(dir.resolve("master.d"));
    Files.writeString(more.resolve("b.conf"), "sock_dir: /three\n");
    Files.writeString(more.resolve("a.conf"), "sock_dir: /two\n");
    Files.writeString(more.resolve("c.txt"), "sock_dir: /four\n");

    assertThat(ConfiguredPaths.read(dir, "master").sockets()).isEqualTo(Path.of("/three"));
  }

  @Test
  void nestedNamesAreNotOptions() throws IOException {
    Files.writeString(dir.resolve("master"), "ext:\n  sock_dir: /nested\n");

    assertThat(ConfiguredPaths.read(dir, "master").sockets())
        .isEqualTo(Path.of("/var/run/salt/master"));
  }
}
