// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which files may decide on keys: those that only their owner can write. */
final class TrustedFiles {
  private static final Logger LOG = LoggerFactory.getLogger(TrustedFiles.class);

  private TrustedFiles() {}

  /** False also when there is no such file. */
  static boolean mayDecide(Path file) throws IOException {
    try {
      Set<PosixFilePermission> modes = Files.getPosixFilePermissions(file);
      boolean open =
          modes.contains(PosixFilePermission.GROUP_WRITE)
              || modes.contains(PosixFilePermission.OTHERS_WRITE);
      if (open) {
        LOG.warn("Wrong permissions for {}, ignoring content", file);
      }
      return !open;
    } catch (NoSuchFileException e) {
      return false;
    }
  }
}
