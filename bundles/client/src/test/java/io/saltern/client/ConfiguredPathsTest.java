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
  void includedFilesAreReadAsTheFrameworkReadsThem() throws IOException {
    Files.writeString(
        dir.resolve("master"),
        "default_include: 'conf/*/m?ster.yml' # more\n"
            + "cachedir: /main\n"
            + "include:\n  # first\n  - one\n  - \"two*\"\nlog_file: /main\n");
    Path more = Files.createDirectories(dir.resolve("conf/a"));
    Files.writeString(more.resolve("master.yml"), "sock_dir: /a\npidfile: /a\nlog_file: /a\n");
    Files.writeString(more.resolve(".master.yml"), "pki_dir: /hidden\n");
    Files.writeString(Files.createDirectory(dir.resolve("master.d")).resolve("x.conf"), "no: x\n");
    Files.writeString(dir.resolve("one"), "sock_dir: /one\npidfile: /one\n");
    Files.writeString(dir.resolve("two2"), "pidfile: /two\ninclude: [ 'conf/three', nowhere ]\n");
    Files.writeString(dir.resolve("conf/three"), "pki_dir: /three\n");

    ConfiguredPaths paths = ConfiguredPaths.read(dir, "master");

    assertThat(paths.cache()).isEqualTo(Path.of("/main"));
    assertThat(paths.log()).isEqualTo(Path.of("/a"));
    assertThat(paths.text("sock_dir", "")).isEqualTo("/one");
    assertThat(paths.pid()).isEqualTo(Path.of("/two"));
    assertThat(paths.pki()).isEqualTo(Path.of("/three"));
    assertThat(paths.text("no", "not read")).isEqualTo("not read");
  }

  @Test
  void filesThatIncludeEachOtherEnd() throws IOException {
    Files.writeString(dir.resolve("master"), "include: other\n");
    Files.writeString(dir.resolve("other"), "include: other\nsock_dir: /x\n");

    assertThat(ConfiguredPaths.read(dir, "master").text("sock_dir", "")).isEqualTo("/x");
  }

  @Test
  void nestedNamesAreNotOptions() throws IOException {
    Files.writeString(dir.resolve("master"), "ext:\n  sock_dir: /nested\n");

    assertThat(ConfiguredPaths.read(dir, "master").sockets())
        .isEqualTo(Path.of("/var/run/salt/master"));
  }
}
