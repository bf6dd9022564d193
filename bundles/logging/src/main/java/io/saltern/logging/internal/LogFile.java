// SPDX-License-Identifier: Apache-2.0
package io.saltern.logging.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The log file; opened anew when it was moved away, as log rotation does. */
final class LogFile implements AutoCloseable {
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final FileAttribute<?> FOR_OWNER_AND_GROUP =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----"));

  private final Path path;
  private final long lookNanos;
  private FileChannel channel;
  private Object identity;
  private long looked = System.nanoTime();

  LogFile(Path path) throws IOException {
    this(path, LOOK_NANOS);
  }

  /**
   * @param lookNanos how long to write on before looking whether it was moved
   */
  LogFile(Path path, long lookNanos) throws IOException {
    this.path = path;
    this.lookNanos = lookNanos;
    Path folder = path.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    channel = open();
    identity = identity();
  }

  void write(String line) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
    // the channel would close for good: a job that is ended by an interrupt may just be logging
    boolean interrupted = Thread.interrupted();
    try {
      reopenWhenMoved();
      writeAll(bytes);
    } catch (ClosedByInterruptException e) {
      interrupted = Thread.interrupted();
      channel = open();
      identity = identity();
      writeAll(bytes);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void writeAll(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private void reopenWhenMoved() throws IOException {
    long now = System.nanoTime();
    if (now - looked < lookNanos) {
      return;
    }
    looked = now;
    if (!identity.equals(identityOrNull())) {
      channel.close();
      channel = open();
      identity = identity();
    }
  }

  private FileChannel open() throws IOException {
    return FileChannel.open(
        path,
        EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND),
        FOR_OWNER_AND_GROUP);
  }

  private Object identity() throws IOException {
    return Files.getAttribute(path, "unix:ino");
  }

  private @Nullable Object identityOrNull() throws IOException {
    try {
      return identity();
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
