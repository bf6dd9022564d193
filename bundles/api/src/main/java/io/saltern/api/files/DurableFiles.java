// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Writes files that are either there whole or not at all, also after a crash. */
public final class DurableFiles {
  private DurableFiles() {}

  /**
   * Replaces {@code target}: written under a temporary name beside it, readable by its owner alone,
   * synced, given its permissions, renamed, and the folder synced.
   *
   * @param permissions as {@code rw-------}
   */
  public static void write(Path target, byte[] content, String permissions) throws IOException {
    Set<PosixFilePermission> modes = PosixFilePermissions.fromString(permissions);
    Path folder = target.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException(target + " is not a file");
    }
    Path temporary = Files.createTempFile(folder, ".new-", "");
    try {
      try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.setPosixFilePermissions(temporary, modes);
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(temporary);
      throw e;
    }
    sync(folder);
  }

  /** Makes what was created, renamed or deleted in {@code folder} last. */
  public static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /**
   * Makes a folder unless it is there, and those above it.
   *
   * @param permissions of this folder when it is new, as {@code rwx------}, whatever the umask;
   *     those above it are made as the process makes folders
   */
  public static void makeFolder(Path folder, String permissions) throws IOException {
    Path above = folder.toAbsolutePath().getParent();
    if (above != null) {
      Files.createDirectories(above);
    }
    if (Files.isDirectory(folder)) {
      return;
    }
    Set<PosixFilePermission> modes = PosixFilePermissions.fromString(permissions);
    try {
      Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(modes));
    } catch (FileAlreadyExistsException e) {
      if (Files.isDirectory(folder)) {
        return;
      }
      throw e;
    }
    Files.setPosixFilePermissions(folder, modes);
  }
}
