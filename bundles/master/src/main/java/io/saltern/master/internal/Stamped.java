// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was read from a file or folder, and how that looked then: one look tells whether it still
 * holds. Something that had changed just before it was read may change again under the same time
 * stamp, so it never holds.
 */
final class Stamped<T> {
  /** More than the step of any usual file system's time stamps. */
  private static final Duration RESTED = Duration.ofMillis(100);

  private final Look look;
  private final T value;

  private Stamped(Look look, T value) {
    this.look = look;
    this.value = value;
  }

  /** How to read a path. */
  interface Reader<T> {
    T read(Path path) throws IOException;
  }

  /**
   * What {@code known} holds when it still does, else what is read anew; null when there is no such
   * path.
   */
  static <T> @Nullable Stamped<T> of(Path path, @Nullable Stamped<T> known, Reader<T> reader)
      throws IOException {
    Optional<Look> now = Look.at(path);
    if (now.isEmpty()) {
      return null;
    }
    if (known != null && known.look.rested && known.look.equals(now.get())) {
      return known;
    }
    try {
      return new Stamped<>(now.get(), reader.read(path));
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /**
   * Like {@link #of}, but null also for what has changed just now: reading it could be in vain, and
   * would be for each that asks as long as it goes on changing.
   */
  static <T> @Nullable Stamped<T> ofRested(Path path, @Nullable Stamped<T> known, Reader<T> reader)
      throws IOException {
    Optional<Look> now = Look.at(path);
    if (now.isEmpty() || !now.get().rested) {
      return null;
    }
    return known != null && known.look.equals(now.get())
        ? known
        : new Stamped<>(now.get(), reader.read(path));
  }

  T value() {
    return value;
  }

  private record Look(Instant modified, long size, @Nullable Object file, boolean rested) {
    static Optional<Look> at(Path path) throws IOException {
      try {
        BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
        Instant modified = found.lastModifiedTime().toInstant();
        boolean rested = modified.plus(RESTED).isBefore(Instant.now());
        return Optional.of(new Look(modified, found.size(), found.fileKey(), rested));
      } catch (NoSuchFileException e) {
        return Optional.empty();
      }
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Look look
          && modified.equals(look.modified)
          && size == look.size
          && Objects.equals(file, look.file);
    }

    @Override
    public int hashCode() {
      return Objects.hash(modified, size, file);
    }
  }
}
