// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.testing;

import io.saltern.api.config.Option;
import io.saltern.api.config.Settings;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Settings that no file says: the defaults, but for what a test sets, all paths below a folder. */
public final class FixedSettings implements Settings {
  private final Path root;
  private final Map<String, Object> set = Collections.synchronizedMap(new HashMap<>());
  private boolean inFile;

  /** The defaults, below that folder. */
  public FixedSettings(Path root) {
    this.root = root;
  }

  /** Sets an option. */
  public <T> FixedSettings with(Option<T> option, T value) {
    set.put(option.name(), value);
    return this;
  }

  /** Sets options to values of their types. */
  public FixedSettings withAll(Map<Option<?>, ?> values) {
    values.forEach((option, value) -> set.put(option.name(), value));
    return this;
  }

  /** Has a file {@code FILE} say what is set, with the option's name in place of a line. */
  public FixedSettings inFile() {
    inFile = true;
    return this;
  }

  @Override
  public Path configDir() {
    return root;
  }

  @Override
  public <T> T get(Option<T> option) {
    return find(option).orElseThrow(() -> new IllegalArgumentException(option.name()));
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> Optional<T> find(Option<T> option) {
    return Optional.ofNullable((T) set.getOrDefault(option.name(), option.defaultValue()));
  }

  @Override
  public Optional<String> place(Option<?> option) {
    return inFile && set.containsKey(option.name())
        ? Optional.of("FILE:" + option.name())
        : Optional.empty();
  }

  @Override
  public Optional<String> place(Option<?> option, String... path) {
    return place(option).map(place -> place + ":" + String.join(":", path));
  }

  @Override
  public Path path(Option<String> option) {
    Path path = Path.of(get(option));
    return path.startsWith(root) ? path : root.resolve(path.toString().replaceFirst("^/+", ""));
  }
}
