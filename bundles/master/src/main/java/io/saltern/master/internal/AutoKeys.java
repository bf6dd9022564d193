// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import io.saltern.api.MinionId;
import io.saltern.api.config.MasterOptions;
import io.saltern.api.config.Option;
import io.saltern.api.config.PresentSettings;
import io.saltern.api.config.Settings;
import io.saltern.api.files.SafePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which new keys need no administrator: Salt's autosign and autoreject files and folders. */
final class AutoKeys {
  private static final Logger LOG = LoggerFactory.getLogger(AutoKeys.class);

  private final PresentSettings settings;
  private final Path stubs;
  private final Clock clock;
  private final SigningList lists = new SigningList();

  AutoKeys(PresentSettings settings, Path pkiDir, Clock clock) {
    this.settings = settings;
    this.stubs = pkiDir.resolve(KeyFiles.AUTOSIGN_FOLDER);
    this.clock = clock;
  }

  boolean rejects(MinionId id) throws IOException {
    return listed(MasterOptions.AUTOREJECT_FILE, id);
  }

  /** Uses up what {@code minions_autosign} holds for the minion. */
  boolean signs(MinionId id, Map<String, Object> grains) throws IOException {
    return settings.now().get(MasterOptions.AUTO_ACCEPT)
        || listed(MasterOptions.AUTOSIGN_FILE, id)
        || takeStub(id)
        || grainsMatch(grains);
  }

  private boolean listed(Option<String> option, MinionId id) throws IOException {
    Settings now = settings.now();
    return now.find(option).isPresent() && lists.names(now.path(option), id.value());
  }

  private boolean takeStub(MinionId id) throws IOException {
    removeExpiredStubs();
    return Files.deleteIfExists(SafePath.of(stubs, id.value()).path());
  }

  private void removeExpiredStubs() throws IOException {
    Duration life = Duration.ofMinutes(settings.now().get(MasterOptions.AUTOSIGN_TIMEOUT));
    if (life.isZero()) {
      return;
    }
    Instant oldest = clock.instant().minus(life);
    try (Stream<Path> files = Files.list(stubs)) {
      for (Path stub : (Iterable<Path>) files::iterator) {
        removeIfOlder(stub, oldest);
      }
    }
  }

  private static void removeIfOlder(Path stub, Instant oldest) throws IOException {
    try {
      if (Files.getLastModifiedTime(stub).toInstant().isBefore(oldest)) {
        LOG.warn("Autosign keyid expired {}", stub);
        Files.deleteIfExists(stub);
      }
    } catch (NoSuchFileException e) {
      LOG.debug("{} was used meanwhile", stub, e);
    }
  }

  private boolean grainsMatch(Map<String, Object> grains) throws IOException {
    Settings now = settings.now();
    if (grains.isEmpty() || now.find(MasterOptions.AUTOSIGN_GRAINS_DIR).isEmpty()) {
      return false;
    }
    Path folder = now.path(MasterOptions.AUTOSIGN_GRAINS_DIR);
    for (Map.Entry<String, Object> grain : grains.entrySet()) {
      if (grainMatches(folder, grain.getKey(), String.valueOf(grain.getValue()))) {
        return true;
      }
    }
    return false;
  }

  private static boolean grainMatches(Path folder, String grain, String value) throws IOException {
    Path file;
    try {
      file = SafePath.of(folder, grain).path();
    } catch (IllegalArgumentException e) {
      LOG.warn("Ignored an autosign grain of a minion: {}", e.getMessage());
      return false;
    }
    if (!TrustedFiles.mayDecide(file)) {
      return false;
    }
    return Files.readAllLines(file).stream()
        .map(String::strip)
        .anyMatch(line -> !line.startsWith("#") && line.equals(value));
  }
}
