// SPDX-License-Identifier: Apache-2.0
package io.saltern.launcher.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a framework keeps what is installed from one start to the next: as long as the jars of the
 * distribution are the same, for it would go on with those of before an upgrade.
 */
final class KeptStorage {
  /** What Felix locks while it runs. */
  private static final String LOCK = "cache.lock";

  private final Path storage;
  private final Path note;
  private final String jars;

  /**
   * @param storage the framework's folder
   * @param note the file that says of which jars it was made
   * @param jars those of the distribution, in an order that stays
   */
  KeptStorage(Path storage, Path note, List<Path> jars) throws IOException {
    this.storage = storage;
    this.note = note;
    this.jars = fingerprint(jars);
  }

  /** Tells one set of jars from another. */
  static String fingerprint(List<Path> jars) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Path jar : jars) {
      text.append(jar)
          .append(' ')
          .append(Files.size(jar))
          .append(' ')
          .append(Files.getLastModifiedTime(jar).toMillis())
          .append('\n');
    }
    return text.toString();
  }

  /**
   * Empties it when it was made of other jars, unless a framework runs in it.
   *
   * @return whether it is fit for these jars
   */
  boolean prepare() throws IOException {
    if (Files.exists(note) && Files.readString(note).equals(jars)) {
      return true;
    }
    if (isInUse()) {
      return false;
    }
    delete();
    return true;
  }

  private boolean isInUse() throws IOException {
    Path lock = storage.resolve(LOCK);
    if (!Files.exists(lock)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
        FileLock held = channel.tryLock()) {
      return held == null;
    }
  }

  /** It is made of these jars now. */
  void note() throws IOException {
    Files.writeString(note, jars);
  }

  void delete() throws IOException {
    if (!Files.exists(storage)) {
      return;
    }
    try (Stream<Path> files = Files.walk(storage)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
