// SPDX-License-Identifier: Apache-2.0
package io.saltern.audit.internal;

import io.saltern.api.files.DurableFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The file that a record is written to, by nobody else at the same time. After an {@link
 * IOException} it must be closed and opened anew, which finds out what is there.
 */
final class AuditFile implements AutoCloseable {
  private static final Set<PosixFilePermission> MODE = PosixFilePermissions.fromString("rw-------");
  private static final FileAttribute<?> FOR_OWNER = PosixFilePermissions.asFileAttribute(MODE);
  private static final Set<OpenOption> OPTIONS =
      Set.of(
          StandardOpenOption.CREATE,
          StandardOpenOption.READ,
          StandardOpenOption.WRITE,
          LinkOption.NOFOLLOW_LINKS);

  private final Place place;
  private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
  private FileChannel channel;
  private @Nullable Object identity;
  private long size;
  private Link last;
  private final long cut;

  /**
   * Opens the file, or makes it, and goes on with the chain that is there.
   *
   * @param known the last record that was written there, in case that the file is gone
   */
  AuditFile(Place place, @Nullable Link known) throws IOException {
    this.place = place;
    Path folder = place.file().toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    channel = open();
    try {
      Files.setPosixFilePermissions(place.file(), MODE);
      identity = identity();
      Tail tail = Tail.of(channel);
      if (tail.torn() > 0) {
        channel.truncate(channel.size() - tail.torn());
      }
      cut = tail.torn();
      size = channel.size();
      last = size > 0 ? tail.link() : known != null ? known : lastOfBackup();
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private FileChannel open() throws IOException {
    FileChannel opened = FileChannel.open(place.file(), OPTIONS, FOR_OWNER);
    try {
      if (opened.tryLock() == null) {
        throw new IOException(place.file() + " is written by another process");
      }
      return opened;
    } catch (OverlappingFileLockException e) {
      opened.close();
      throw new IOException(place.file() + " is written by somebody else in this process", e);
    } catch (IOException e) {
      opened.close();
      throw e;
    }
  }

  private Link lastOfBackup() throws IOException {
    Path newest = place.backup(1);
    if (Files.notExists(newest)) {
      return Link.START;
    }
    try (FileChannel backup = FileChannel.open(newest, StandardOpenOption.READ)) {
      return Tail.of(backup).link();
    }
  }

  /** The bytes of an unfinished record that were cut off. */
  long cut() {
    return cut;
  }

  /** The last record. */
  Link last() {
    return last;
  }

  Place place() {
    return place;
  }

  /** Whether it is still the file of that name. */
  boolean isThere() throws IOException {
    return identity != null && identity.equals(identity());
  }

  private @Nullable Object identity() throws IOException {
    if (Files.notExists(place.file())) {
      return null;
    }
    return Files.readAttributes(place.file(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .fileKey();
  }

  /**
   * Adds records.
   *
   * @param durable whether they are on disk when this returns
   */
  void append(List<Map<String, @Nullable Object>> bodies, boolean durable) throws IOException {
    for (Map<String, @Nullable Object> body : bodies) {
      Link.Written next = last.next(body);
      byte[] line = next.line().getBytes(StandardCharsets.UTF_8);
      long before = size + waiting.size();
      if (before > 0 && before + line.length > place.maxSize() && mayRotate()) {
        flush();
        rotate();
      }
      waiting.writeBytes(line);
      last = next.link();
    }
    flush();
    if (durable) {
      channel.force(false);
    }
  }

  /** In a folder that is not the user's, a file too long is better than no record. */
  private boolean mayRotate() {
    Path folder = place.file().toAbsolutePath().getParent();
    return folder != null && Files.isWritable(folder);
  }

  private void flush() throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(waiting.toByteArray());
    waiting.reset();
    while (bytes.hasRemaining()) {
      size += channel.write(bytes, size);
    }
  }

  private void rotate() throws IOException {
    channel.force(true);
    channel.close();
    for (int i = place.backups() - 1; i >= 1; i--) {
      if (Files.exists(place.backup(i))) {
        Files.move(place.backup(i), place.backup(i + 1), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Files.move(place.file(), place.backup(1), StandardCopyOption.REPLACE_EXISTING);
    channel = open();
    identity = identity();
    size = 0;
    Path folder = place.file().toAbsolutePath().getParent();
    if (folder != null) {
      DurableFiles.sync(folder);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
