// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.config;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Judges settings before a reload puts them to use, by what only the bundle knows that uses them.
 * Register it with {@link Settings#ROLE}.
 */
@ConsumerType
public interface SettingsCheck {
  /**
   * Finds what is wrong.
   *
   * @return each with file, line and option, as in {@link ConfigurationException}; empty when the
   *     settings can be used
   */
  List<String> problems(Settings candidate);
}
