// SPDX-License-Identifier: Apache-2.0
package io.saltern.provisioning.internal;

import io.saltern.api.files.DurableFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * The backends that the configuration names and that have been there once, kept over restarts:
 * whoever takes one of them away wants it away.
 */
final class KnownBackends {
  private final Path file;

  /**
   * @param file where they are kept; as long as what is installed is
   */
  KnownBackends(Path file) {
    this.file = file;
  }

  Set<String> read() throws IOException {
    return Files.exists(file) ? new TreeSet<>(Files.readAllLines(file)) : new TreeSet<>();
  }

  void write(Set<String> names) throws IOException {
    String text = names.isEmpty() ? "" : String.join("\n", names) + "\n";
    DurableFiles.write(file, text.getBytes(StandardCharsets.UTF_8), "rw-------");
  }
}
