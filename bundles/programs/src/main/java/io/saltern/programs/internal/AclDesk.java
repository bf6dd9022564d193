// SPDX-License-Identifier: Apache-2.0
package io.saltern.programs.internal;

import io.saltern.api.MinionId;
import io.saltern.api.config.ConfigurationException;
import io.saltern.api.config.MasterOptions;
import io.saltern.api.config.Option;
import io.saltern.api.config.Settings;
import io.saltern.api.config.Yaml;
import io.saltern.api.master.AccessRulesReader;
import io.saltern.api.master.RuleBook;
import io.saltern.api.store.MinionData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One look at a configuration: its rules, and the minions to try them on. */
final class AclDesk {
  private final Settings settings;
  private final AccessRulesReader reader;
  private final LateFleet minions;
  private final Yaml yaml;

  AclDesk(Settings settings, AccessRulesReader reader, LateFleet minions, Yaml yaml) {
    this.settings = settings;
    this.reader = reader;
    this.minions = minions;
    this.yaml = yaml;
  }

  /** The same, on the minions of a file: {@code minions}, and {@code nodegroups} if there are. */
  AclDesk with(Path file) throws IOException {
    Object fleet = yaml(Files.readString(file), file.toString());
    if (!(fleet instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException(file + ": expected minions and nodegroups");
    }
    return with(map, file.toString());
  }

  /** The same with {@code minions} and {@code nodegroups}, if they are there. */
  AclDesk with(Map<?, ?> found, String place) {
    Settings then = settings;
    if (found.get("nodegroups") != null) {
      then = over(Map.of(MasterOptions.NODEGROUPS, found.get("nodegroups")), place).settings;
    }
    Object named = found.get("minions");
    if (named != null && !(named instanceof Map)) {
      throw new IllegalArgumentException(place + ": minions: expected a map of minions");
    }
    LateFleet fleet =
        named instanceof Map<?, ?> map ? new LateFleet(AclFleet.of(map, place)) : minions;
    return new AclDesk(then, reader, fleet, yaml);
  }

  /**
   * The same with other options.
   *
   * @throws IllegalArgumentException when a value is not of the option's kind
   */
  AclDesk over(Map<Option<?>, Object> options, String place) {
    Map<Option<?>, Object> checked = new HashMap<>();
    options.forEach(
        (option, value) -> {
          boolean fits =
              switch (option.kind()) {
                case MAP -> value instanceof Map;
                case FLAG -> value instanceof Boolean;
                default -> value instanceof String;
              };
          if (!fits) {
            throw new IllegalArgumentException(place + ": " + option.name() + ": not such a value");
          }
          checked.put(option, value);
        });
    return new AclDesk(new OtherSettings(settings, checked), reader, minions, yaml);
  }

  Settings settings() {
    return settings;
  }

  AclFleet fleet() throws IOException {
    return minions.get();
  }

  /**
   * The rules, all of which are right.
   *
   * @throws ConfigurationException when some are not
   */
  RuleBook rules() throws ConfigurationException {
    RuleBook book = rulesAsTheyAre();
    if (!book.problems().isEmpty()) {
      throw new ConfigurationException(book.problems());
    }
    return book;
  }

  /** The rules; those that are malformed allow nothing. */
  RuleBook rulesAsTheyAre() {
    return reader.read(settings, this::data);
  }

  private Optional<MinionData> data(MinionId id) {
    try {
      return fleet().data().apply(id);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads YAML, or JSON. */
  @Nullable Object yaml(String text, String place) {
    try {
      return yaml.read(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(place + ": " + e.getMessage(), e);
    }
  }
}
