// SPDX-License-Identifier: Apache-2.0
package io.saltern.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The file in which a user keeps a token. Nobody else can read it, from its first moment on. */
final class TokenFile {
  private static final int LONGEST = 4096;
  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path path;

  private TokenFile(Path path) {
    this.path = path;
  }

  /**
   * @param option what {@code token_file} says, which may begin with ~; empty = Salt's default:
   *     {@code salt_token} in the folder {@code salt} of the user's configuration if that is there,
   *     or else in the home folder
   */
  static TokenFile of(String option) {
    return of(option, home(), System.getenv("XDG_CONFIG_HOME"));
  }

  static TokenFile of(String option, Path home, @Nullable String configuration) {
    if (option.isEmpty()) {
      Path folder =
          configuration == null || configuration.isEmpty()
              ? home.resolve(".config")
              : Path.of(configuration);
      Path salt = folder.resolve("salt");
      return new TokenFile((Files.isDirectory(salt) ? salt : home).resolve("salt_token"));
    }
    boolean atHome = option.equals("~") || option.startsWith("~/");
    return new TokenFile(
        atHome
            ? home.resolve(option.substring(Math.min(2, option.length())))
            : Path.of(option).toAbsolutePath());
  }

  private static Path home() {
    String set = System.getenv("HOME");
    return Path.of(set == null || set.isEmpty() ? System.getProperty("user.home") : set);
  }

  Path path() {
    return path;
  }

  /** The token; null when there is none that can be read. */
  byte @Nullable [] read() {
    try {
      if (!Files.isRegularFile(path) || Files.size(path) > LONGEST) {
        return null;
      }
      return Files.readString(path).strip().getBytes(StandardCharsets.UTF_8);
    } catch (IOException e) {
      return null;
    }
  }

  /** Stores a token in place of whatever was there. */
  void write(byte[] token) throws IOException {
    Path fresh = path.resolveSibling(path.getFileName() + "." + ProcessHandle.current().pid());
    try {
      Files.deleteIfExists(fresh);
      try (SeekableByteChannel file =
          Files.newByteChannel(
              fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), PRIVATE)) {
        ByteBuffer text = ByteBuffer.wrap(token);
        while (text.hasRemaining()) {
          file.write(text);
        }
      }
      Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      throw new IOException("there is no folder " + path.getParent(), e);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
