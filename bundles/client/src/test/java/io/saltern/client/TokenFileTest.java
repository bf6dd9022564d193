// SPDX-License-Identifier: Apache-2.0
package io.saltern.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenFileTest {
  @TempDir Path home;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void liesInTheHomeFolderOrInThatOfTheConfiguration() throws IOException {
    assertThat(TokenFile.of("", home, null).path()).isEqualTo(home.resolve("salt_token"));
    Path other = Files.createDirectories(home.resolve("conf/salt"));
    assertThat(TokenFile.of("", home, other.getParent().toString()).path())
        .isEqualTo(other.resolve("salt_token"));
    Files.createDirectories(home.resolve(".config/salt"));
    assertThat(TokenFile.of("", home, "").path())
        .isEqualTo(home.resolve(".config/salt/salt_token"));
    assertThat(TokenFile.of("~/a/b", home, null).path()).isEqualTo(home.resolve("a/b"));
    assertThat(TokenFile.of("/a/b", home, null).path()).isEqualTo(Path.of("/a/b"));
  }

  @Test
  void isThereForItsUserAlone() throws IOException {
    TokenFile file = TokenFile.of("", home, null);
    assertThat(file.read()).isNull();
    file.write(bytes("abc"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
        .isEqualTo("rw-------");
    assertThat(file.read()).isEqualTo(bytes("abc"));
    try (var files = Files.list(home)) {
      assertThat(files).containsExactly(file.path());
    }
  }

  @Test
  void replacesWhateverWasThereWithoutFollowingIt() throws IOException {
    Path elsewhere = Files.writeString(home.resolve("elsewhere"), "keep");
    TokenFile file = TokenFile.of("", home, null);
    Files.createSymbolicLink(file.path(), elsewhere);
    file.write(bytes("abc"));
    assertThat(elsewhere).hasContent("keep");
    assertThat(file.read()).isEqualTo(bytes("abc"));
    assertThat(Files.isSymbolicLink(file.path())).isFalse();
  }

  @Test
  void saysWhichFolderIsMissing() {
    TokenFile file = TokenFile.of("~/no/where", home, null);
    assertThatThrownBy(() -> file.write(bytes("abc"))).hasMessageContaining("no folder " + home);
  }
}
