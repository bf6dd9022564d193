// SPDX-License-Identifier: Apache-2.0
package io.saltern.programs.internal;

import io.saltern.api.config.Option;
import io.saltern.api.config.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Defaults, but for what a test sets, below a folder of its own. */
final class TestSettings implements Settings {
  private final Path root;
  private final Map<Option<?>, Object> set = new HashMap<>();

  TestSettings(Path root) {
    this.root = root;
  }

  <T> TestSettings with(Option<T> option, T value) {
    set.put(option, value);
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
    return Optional.ofNullable((T) set.getOrDefault(option, option.defaultValue()));
  }

  @Override
  public Optional<String> place(Option<?> option) {
    return Optional.empty();
  }

  @Override
  public Optional<String> place(Option<?> option, String... path) {
    return Optional.empty();
  }

  @Override
  public Path path(Option<String> option) {
    return root.resolve(get(option).substring(1));
  }
}
