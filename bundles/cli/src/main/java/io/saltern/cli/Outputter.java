// SPDX-License-Identifier: Apache-2.0
package io.saltern.cli;

import org.jspecify.annotations.Nullable;

/** One of Salt's outputters: a value to text. */
@FunctionalInterface
public interface Outputter {
  /**
   * The text of a value, with or without a final newline; empty = print nothing.
   *
   * @param value what a message can hold: null, truth values, numbers, texts, byte arrays, lists,
   *     maps
   * @param retcode what the function that gave the value ended with; failures are coloured
   * @throws IllegalArgumentException when this outputter has no form for the value
   */
  String format(@Nullable Object value, OutputOptions options, int retcode);
}
