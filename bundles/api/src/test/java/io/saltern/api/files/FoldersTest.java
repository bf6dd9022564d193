// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {
  @TempDir Path dir;

  @Test
  void aPrivateFolderDoesNotCloseThoseAboveIt() throws IOException {
    Path usual = Files.createDirectory(dir.resolve("usual"));

    DurableFiles.makeFolder(dir.resolve("above/private"), "rwx------");

    assertThat(Files.getPosixFilePermissions(dir.resolve("above")))
        .isEqualTo(Files.getPosixFilePermissions(usual));
    assertThat(Files.getPosixFilePermissions(dir.resolve("above/private")))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"))
        .doesNotContain(PosixFilePermission.GROUP_READ);
  }

  @Test
  void aFolderIsAsOpenAsItIsToBeWhateverTheUmask() throws IOException {
    DurableFiles.makeFolder(dir.resolve("open"), "rwxrwxrwx");
    assertThat(Files.getPosixFilePermissions(dir.resolve("open")))
        .isEqualTo(PosixFilePermissions.fromString("rwxrwxrwx"));
    DurableFiles.makeFolder(dir.resolve("open"), "rwx------");
    assertThat(Files.getPosixFilePermissions(dir.resolve("open")))
        .as("one that is there stays as it is")
        .isEqualTo(PosixFilePermissions.fromString("rwxrwxrwx"));
  }
}
