// SPDX-License-Identifier: Apache-2.0
package io.saltern.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A command line that was understood.
 *
 * @param options the options that were given, by their long names without dashes, and their values;
 *     the last one of a name counts. The value of one that takes none is empty
 * @param arguments the rest, in its order
 */
public record CommandLine(Map<String, String> options, List<String> arguments) {
  public CommandLine {
    options = Map.copyOf(options);
    arguments = List.copyOf(arguments);
  }

  /** Whether an option was given. */
  public boolean has(String option) {
    return options.containsKey(option);
  }

  /** The value of an option, when it was given. */
  public Optional<String> value(String option) {
    return Optional.ofNullable(options.get(option));
  }

  /**
   * The value of an option that takes a whole number, when it was given.
   *
   * @throws UsageException when it is none
   */
  public OptionalInt integer(String option) throws UsageException {
    String value = options.get(option);
    if (value == null) {
      return OptionalInt.empty();
    }
    try {
      return OptionalInt.of(Integer.parseInt(value.strip()));
    } catch (NumberFormatException e) {
      throw new UsageException("option --" + option + ": invalid integer value: '" + value + "'");
    }
  }

  /**
   * How to print, by {@code --out}, {@code --out-indent}, {@code --no-color} and {@code
   * --force-color}.
   *
   * @param terminal whether the output goes to one, and is coloured unless told otherwise
   */
  public OutputOptions output(boolean terminal) throws UsageException {
    boolean color = has("force-color") || (terminal && !has("no-color"));
    return new OutputOptions(value("out").orElse(""), integer("out-indent"), color);
  }
}
