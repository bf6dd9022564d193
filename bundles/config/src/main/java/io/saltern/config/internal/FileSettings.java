// SPDX-License-Identifier: Apache-2.0
package io.saltern.config.internal;

import io.saltern.api.config.CommonOptions;
import io.saltern.api.config.Option;
import io.saltern.api.config.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Settings as files say them. Two are equal when all files said the same in the same places. */
final class FileSettings implements Settings {
  private final Role role;
  private final Path configDir;
  private final Set<Option<?>> options;
  private final Map<String, Object> values;
  private final Map<String, Item.Entry> entries;
  private final RootDir root;

  /**
   * @param values by name, of those that a file sets
   * @param entries by name, where it does
   */
  FileSettings(
      Role role,
      Path configDir,
      RootDir root,
      Map<String, Object> values,
      Map<String, Item.Entry> entries) {
    this.role = role;
    this.configDir = configDir;
    this.options = new HashSet<>(role.options());
    this.root = root;
    this.values = Map.copyOf(values);
    this.entries = new HashMap<>(entries);
  }

  Role role() {
    return role;
  }

  RootDir root() {
    return root;
  }

  @Override
  public Path configDir() {
    return configDir;
  }

  @Override
  public <T> T get(Option<T> option) {
    return find(option)
        .orElseThrow(() -> new IllegalArgumentException("option " + option.name() + " is not set"));
  }

  @Override
  public <T> Optional<T> find(Option<T> option) {
    if (!options.contains(option)) {
      throw new IllegalArgumentException(
          option.name() + " is not an option of the " + role.fileName());
    }
    // the value was made by the kind of this very option
    @SuppressWarnings("unchecked")
    @Nullable T value = (T) values.get(option.name());
    return Optional.ofNullable(value != null ? value : option.defaultValue());
  }

  @Override
  public Optional<String> place(Option<?> option, String... path) {
    Item.Entry entry = entries.get(option.name());
    for (String step : path) {
      entry = entry == null ? null : within(entry.value(), step);
    }
    return Optional.ofNullable(entry).map(found -> found.place().toString());
  }

  @Override
  public Optional<String> place(Option<?> option) {
    return place(option, new String[0]);
  }

  private static Item.@Nullable Entry within(Item item, String step) {
    if (item instanceof Item.Mapping mapping) {
      return mapping.entries().entrySet().stream()
          .filter(entry -> Scalars.python(entry.getKey()).equals(step))
          .map(Map.Entry::getValue)
          .findFirst()
          .orElse(null);
    }
    if (item instanceof Item.Sequence sequence && step.matches("[0-9]{1,9}")) {
      int index = Integer.parseInt(step);
      if (index < sequence.items().size()) {
        Item found = sequence.items().get(index);
        return new Item.Entry(found.place(), found);
      }
    }
    return null;
  }

  @Override
  public Path path(Option<String> option) {
    return option.equals(CommonOptions.ROOT_DIR) ? root.root() : root.below(get(option));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FileSettings that
        && role == that.role
        && configDir.equals(that.configDir)
        && root.equals(that.root)
        && values.equals(that.values)
        && entries.equals(that.entries);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** Names only: values may be secret. */
  @Override
  public String toString() {
    return "settings of the " + role.fileName() + " in " + configDir;
  }
}
