// SPDX-License-Identifier: Apache-2.0
package io.saltern.offline.internal;

import io.saltern.api.KeyState;
import io.saltern.api.MinionId;
import io.saltern.api.config.MasterOptions;
import io.saltern.api.config.Settings;
import io.saltern.api.store.MinionData;
import io.saltern.programs.internal.KnownMinions;
import io.saltern.store.sqlite.internal.StoredMinions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The minions of a master's files, which are only read; none where a master never ran. */
final class MinionsOnDisk implements KnownMinions {
  private final Settings settings;
  private @Nullable Map<MinionId, MinionData> data;

  MinionsOnDisk(Settings settings) {
    this.settings = settings;
  }

  @Override
  public List<MinionId> ids() throws IOException {
    Path folder = settings.path(MasterOptions.PKI_DIR).resolve(KeyState.ACCEPTED.folder());
    if (Files.notExists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(path -> String.valueOf(path.getFileName()))
          .filter(name -> !name.startsWith(".") && MinionId.isValid(name))
          .map(MinionId::new)
          .sorted()
          .toList();
    }
  }

  @Override
  public Optional<MinionData> data(MinionId id) {
    Map<MinionId, MinionData> known = data;
    if (known == null) {
      try {
        known = StoredMinions.of(settings);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      data = known;
    }
    return Optional.ofNullable(known.get(id));
  }
}
