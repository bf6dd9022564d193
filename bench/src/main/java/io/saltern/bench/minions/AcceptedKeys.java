// SPDX-License-Identifier: Apache-2.0
package io.saltern.bench.minions;

import io.saltern.api.MinionId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The simulated minions' keys among those a master has accepted, while a run lasts. */
final class AcceptedKeys implements AutoCloseable {
  /** Where a key may lie since an earlier run: a sign-in that outlived it. */
  private static final List<String> OTHERS =
      List.of("minions_pre", "minions_denied", "minions_rejected");

  private final Set<Path> files = new TreeSet<>();

  /** Accepts the key of each minion at each master. */
  AcceptedKeys(List<MasterAddress> masters, Collection<MinionId> ids, String pub)
      throws IOException {
    for (MasterAddress master : masters) {
      Path folder = master.pkiDir().resolve("minions");
      Files.createDirectories(folder);
      for (MinionId id : ids) {
        Path file = folder.resolve(id.value());
        Files.writeString(file, pub);
        files.add(file);
        for (String other : OTHERS) {
          Files.deleteIfExists(master.pkiDir().resolve(other).resolve(id.value()));
        }
      }
    }
  }

  @Override
  public void close() {
    for (Path file : files) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot take back an accepted key", e);
      }
    }
  }
}
