// SPDX-License-Identifier: Apache-2.0
package io.saltern.audit.internal;

import io.saltern.api.config.MasterOptions;
import io.saltern.api.config.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Where a record is kept.
 *
 * @param file its newest part; older ones have {@code .1}, {@code .2} ... at the end, the higher
 *     the older
 * @param maxSize bytes of each part
 * @param backups how many older parts there may be
 */
record Place(Path file, long maxSize, int backups) {
  static Place of(Settings settings) {
    return new Place(
        settings.path(MasterOptions.AUDIT_LOG),
        settings.get(MasterOptions.AUDIT_MAX_SIZE),
        settings.get(MasterOptions.AUDIT_BACKUPS).intValue());
  }

  /** An older part. */
  Path backup(int number) {
    return backup(file, number);
  }

  private static Path backup(Path file, int number) {
    return file.resolveSibling(file.getFileName() + "." + number);
  }

  /** The parts of a record that are there, the oldest first. */
  static List<Path> parts(Path file) {
    List<Path> parts = new ArrayList<>();
    if (Files.exists(file)) {
      parts.add(file);
    }
    for (int i = 1; Files.exists(backup(file, i)); i++) {
      parts.add(backup(file, i));
    }
    Collections.reverse(parts);
    return parts;
  }
}
