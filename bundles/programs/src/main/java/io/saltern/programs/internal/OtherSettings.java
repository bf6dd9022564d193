// SPDX-License-Identifier: Apache-2.0
package io.saltern.programs.internal;

import io.saltern.api.config.Option;
import io.saltern.api.config.Settings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Settings of which some options are other than the files say. */
record OtherSettings(Settings settings, Map<Option<?>, Object> others) implements Settings {
  OtherSettings {
    others = Map.copyOf(others);
  }

  @Override
  public Path configDir() {
    return settings.configDir();
  }

  @Override
  public <T> T get(Option<T> option) {
    return find(option).orElseGet(() -> settings.get(option));
  }

  // the value was checked to be of the option's kind
  @Override
  @SuppressWarnings("unchecked")
  public <T> Optional<T> find(Option<T> option) {
    T other = (T) others.get(option);
    return other == null ? settings.find(option) : Optional.of(other);
  }

  @Override
  public Optional<String> place(Option<?> option) {
    return others.containsKey(option) ? Optional.empty() : settings.place(option);
  }

  @Override
  public Optional<String> place(Option<?> option, String... path) {
    return others.containsKey(option) ? Optional.empty() : settings.place(option, path);
  }

  @Override
  public Path path(Option<String> option) {
    return settings.path(option);
  }
}
