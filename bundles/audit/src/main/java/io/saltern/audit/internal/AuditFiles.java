// SPDX-License-Identifier: Apache-2.0
package io.saltern.audit.internal;

import io.saltern.api.audit.AuditTrail;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Reads the parts of a record, the oldest first. */
@Component
public final class AuditFiles implements AuditTrail {
  /** Keeps nothing. */
  @Activate
  public AuditFiles() {}

  @Override
  public Verification verify(Path file) throws IOException {
    List<Path> parts = parts(file);
    ChainCheck check = new ChainCheck();
    for (Path part : parts) {
      boolean torn = part.equals(file) && isTorn(part);
      read(part, (line, number, isLast) -> check.accept(part, number, line, torn && isLast));
    }
    return check.result(parts.size());
  }

  @Override
  public Optional<Found> last(Path file, Predicate<String> test) throws IOException {
    Found[] found = new Found[1];
    for (Path part : parts(file)) {
      read(
          part,
          (line, number, isLast) -> {
            if (test.test(line)) {
              found[0] = new Found(part + ":" + number, line);
            }
          });
    }
    return Optional.ofNullable(found[0]);
  }

  private static List<Path> parts(Path file) throws IOException {
    List<Path> parts = Place.parts(file);
    if (parts.isEmpty()) {
      throw new NoSuchFileException(file.toString(), null, "there is no record");
    }
    return parts;
  }

  /** Whether the last line has no end. */
  private static boolean isTorn(Path part) throws IOException {
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.READ)) {
      return channel.size() > 0 && Tail.of(channel).torn() > 0;
    }
  }

  private interface Reader {
    /**
     * @param isLast whether no other line follows
     */
    void read(String line, long number, boolean isLast);
  }

  private static void read(Path part, Reader reader) throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(part), StandardCharsets.UTF_8))) {
      long number = 0;
      @Nullable String line = in.readLine();
      while (line != null) {
        String next = in.readLine();
        number++;
        reader.read(line, number, next == null);
        line = next;
      }
    }
  }
}
