// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.config;

import java.util.List;

/** Configuration files that cannot be used. Nothing of them was taken over. */
public final class ConfigurationException extends Exception {
  private static final long serialVersionUID = 1L;

  private final List<String> problems;

  /**
   * @param problems what is wrong, each with file, line and option, as {@code /etc/salt/master:12:
   *     publish_port: expected a whole number, found text 'x'}; at least one
   */
  public ConfigurationException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** What is wrong, all of it, in the order of the files and lines. */
  public List<String> problems() {
    return problems;
  }
}
