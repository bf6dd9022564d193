// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.internal;

import io.saltern.api.JobId;
import io.saltern.api.files.DurableFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The last jobs that this minion took, so that none runs twice; also on disk, so that none runs
 * again after a restart.
 */
final class SeenJobs implements AutoCloseable {
  private final Path file;
  private final int bound;
  private final Set<String> seen = new LinkedHashSet<>();
  private FileChannel record;
  private int recorded;

  /**
   * @param bound how many are remembered; the file holds at most twice as many
   */
  SeenJobs(Path file, int bound) throws IOException {
    this.file = file;
    this.bound = bound;
    String text = Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
    String[] lines = text.split("\n", -1);
    for (String line : lines) {
      if (JobId.isValid(line)) {
        remember(line);
      }
    }
    recorded = lines.length - 1;
    // a last line without its end is what a lost machine left
    record = text.endsWith("\n") && recorded < 2 * bound ? open() : rewrite();
  }

  synchronized boolean contains(JobId job) {
    return seen.contains(job.value());
  }

  /** Remembers a job; it is on disk when this method comes back. */
  synchronized void add(JobId job) throws IOException {
    if (recorded >= 2 * bound) {
      record.close();
      record = rewrite();
    }
    ByteBuffer line = ByteBuffer.wrap((job.value() + "\n").getBytes(StandardCharsets.US_ASCII));
    while (line.hasRemaining()) {
      record.write(line);
    }
    record.force(false);
    recorded++;
    remember(job.value());
  }

  private void remember(String job) {
    seen.add(job);
    if (seen.size() > bound) {
      seen.remove(seen.iterator().next());
    }
  }

  private FileChannel rewrite() throws IOException {
    String lines = seen.isEmpty() ? "" : String.join("\n", seen) + "\n";
    DurableFiles.write(file, lines.getBytes(StandardCharsets.US_ASCII), "rw-------");
    recorded = seen.size();
    return open();
  }

  private FileChannel open() throws IOException {
    return FileChannel.open(
        file,
        EnumSet.of(StandardOpenOption.WRITE, StandardOpenOption.APPEND),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  @Override
  public synchronized void close() throws IOException {
    record.close();
  }
}
