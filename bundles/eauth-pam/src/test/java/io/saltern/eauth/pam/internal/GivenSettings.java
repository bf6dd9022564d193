// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.pam.internal;

import io.saltern.api.config.Option;
import io.saltern.api.config.Settings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Settings that no file says. */
record GivenSettings(Map<Option<?>, Object> values) implements Settings {
  @Override
  public Path configDir() {
    return Path.of("/nowhere");
  }

  @Override
  public <T> T get(Option<T> option) {
    return find(option).orElseThrow();
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> Optional<T> find(Option<T> option) {
    return Optional.ofNullable((T) values.getOrDefault(option, option.defaultValue()));
  }

  @Override
  public Optional<String> place(Option<?> option) {
    return values.containsKey(option) ? Optional.of("FILE:" + option.name()) : Optional.empty();
  }

  @Override
  public Optional<String> place(Option<?> option, String... path) {
    return Optional.of("FILE:" + String.join(":", path));
  }

  @Override
  public Path path(Option<String> option) {
    throw new UnsupportedOperationException(option.name());
  }
}
