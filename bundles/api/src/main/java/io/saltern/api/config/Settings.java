// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The settings of a program: one immutable snapshot of its configuration files, checked as a whole.
 * A reload replaces the service by another one.
 */
@ProviderType
public interface Settings {
  /** The service property that tells whose settings these are: {@link #MASTER}, {@link #MINION}. */
  String ROLE = "role";

  /** Role of the settings read from the file {@code master} and {@code master.d}. */
  String MASTER = "master";

  /** Role of the settings read from the file {@code minion} and {@code minion.d}. */
  String MINION = "minion";

  /** The folder that holds the configuration files. */
  Path configDir();

  /**
   * The value of an option that is set or has a default.
   *
   * @throws IllegalArgumentException when it is neither: use {@link #find}
   */
  <T> T get(Option<T> option);

  /** The value of an option, or its default, or empty. */
  <T> Optional<T> find(Option<T> option);

  /** Where a file sets the option, as {@code /etc/salt/master:12}; empty when none does. */
  Optional<String> place(Option<?> option);

  /**
   * Where a file sets something within an option: a key of a map, by its name, or an item of a
   * list, by its index from 0; empty when no file does. {@code place(PEER, ".*", "0")} is the place
   * of the first rule for {@code .*}.
   */
  Optional<String> place(Option<?> option, String... path);

  /**
   * A path option, made absolute below {@code root_dir}.
   *
   * @throws IllegalArgumentException when it is not set and has no default
   */
  Path path(Option<String> option);

  /** A number as seconds, exact to the millisecond. */
  default Duration seconds(Option<? extends Number> option) {
    return Duration.ofMillis(Math.round(get(option).doubleValue() * 1000));
  }

  /** A number as milliseconds. */
  default Duration millis(Option<? extends Number> option) {
    return Duration.ofMillis(get(option).longValue());
  }
}
