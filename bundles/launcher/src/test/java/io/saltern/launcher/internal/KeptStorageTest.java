// SPDX-License-Identifier: Apache-2.0
package io.saltern.launcher.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptStorageTest {
  @TempDir Path folder;
  private Path jar;
  private Path installed;

  @BeforeEach
  void install() throws Exception {
    jar = Files.writeString(folder.resolve("one.jar"), "one");
    installed = folder.resolve("storage/bundle1/bundle.jar");
    Files.createDirectories(installed.getParent());
    Files.writeString(installed, "one");
    start(jar);
    Files.createDirectories(installed.getParent());
    Files.writeString(installed, "one");
  }

  private void start(Path... jars) throws Exception {
    KeptStorage kept =
        new KeptStorage(folder.resolve("storage"), folder.resolve("note"), List.of(jars));
    if (kept.prepare()) {
      kept.note();
    }
  }

  @Test
  void whatTheSameJarsMadeStays() throws Exception {
    start(jar);
    assertThat(installed).exists();
  }

  @Test
  void whatAnEarlierBuildMadeGoes() throws Exception {
    Files.setLastModifiedTime(jar, FileTime.fromMillis(1_000_000));
    start(jar);
    assertThat(folder.resolve("storage")).doesNotExist();
  }

  @Test
  void whatOtherJarsMadeGoes() throws Exception {
    start(jar, Files.writeString(folder.resolve("two.jar"), "two"));
    assertThat(folder.resolve("storage")).doesNotExist();
  }

  @Test
  void whatIsOfUnknownOriginGoes() throws Exception {
    Files.delete(folder.resolve("note"));
    start(jar);
    assertThat(folder.resolve("storage")).doesNotExist();
  }

  /** Holds a lock until it is ended. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] args) throws Exception {
      try (FileChannel channel =
              FileChannel.open(
                  Path.of(args[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        System.out.println(lock.isValid());
        System.in.read();
      }
    }
  }

  @Test
  void whereAFrameworkRunsNothingGoes() throws Exception {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                folder.resolve("storage/cache.lock").toString())
            .start();
    try (InputStream said = other.getInputStream()) {
      assertThat(said.read()).isEqualTo('t');
      Files.setLastModifiedTime(jar, FileTime.fromMillis(1_000_000));
      start(jar);
      assertThat(installed).exists();
    } finally {
      other.destroyForcibly().waitFor();
    }
    start(jar);
    assertThat(folder.resolve("storage")).as("once it has ended").doesNotExist();
  }
}
