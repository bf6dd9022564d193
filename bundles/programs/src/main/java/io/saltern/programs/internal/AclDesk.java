// SPDX-License-Identifier: Apache-2.0
package io.saltern.programs.internal;

import io.saltern.api.config.ConfigurationException;
import io.saltern.api.config.MasterOptions;
import io.saltern.api.config.Option;
import io.saltern.api.config.Settings;
import io.saltern.api.config.Yaml;
import io.saltern.api.master.AccessRulesReader;
import io.saltern.api.master.RuleBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One look at a configuration: its rules, and the minions to try them on. */
final class AclDesk {
  private final Settings settings;
  private final AccessRulesReader reader;
  private final Function<Settings, KnownMinions> minions;
  private final Yaml yaml;
  private final @Nullable AclFleet given;

  AclDesk(
      Settings settings,
      AccessRulesReader reader,
      Function<Settings, KnownMinions> minions,
      Yaml yaml) {
    this(settings, reader, minions, yaml, null);
  }

  private AclDesk(
      Settings settings,
      AccessRulesReader reader,
      Function<Settings, KnownMinions> minions,
      Yaml yaml,
      @Nullable AclFleet given) {
    this.settings = settings;
    this.reader = reader;
    this.minions = minions;
    this.yaml = yaml;
    this.given = given;
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
    AclFleet fleet = named instanceof Map<?, ?> map ? AclFleet.of(map, place) : given;
    return new AclDesk(then, reader, minions, yaml, fleet);
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
    return new AclDesk(new OtherSettings(settings, checked), reader, minions, yaml, given);
  }

  Settings settings() {
    return settings;
  }

  AclFleet fleet() throws IOException {
    if (given != null) {
      return given;
    }
    KnownMinions known = minions.apply(settings);
    return new AclFleet(known.ids(), known::data);
  }

  /**
   * The rules, all of which are right.
   *
   * @throws ConfigurationException when some are not
   */
  RuleBook rules() throws ConfigurationException, IOException {
    RuleBook book = rulesAsTheyAre();
    if (!book.problems().isEmpty()) {
      throw new ConfigurationException(book.problems());
    }
    return book;
  }

  /** The rules; those that are malformed allow nothing. */
  RuleBook rulesAsTheyAre() throws IOException {
    return reader.read(settings, fleet().data());
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
