// SPDX-License-Identifier: Apache-2.0
package io.saltern.cli;

import java.util.OptionalInt;

/**
 * How to print.
 *
 * @param outputter the outputter that was asked for; empty = whichever suits the value
 * @param indent spaces per level, negative = all on one line; empty = as the outputter likes
 * @param color whether to use colours
 */
public record OutputOptions(String outputter, OptionalInt indent, boolean color) {
  /** Nested, without colours. */
  public static final OutputOptions PLAIN = new OutputOptions("", OptionalInt.empty(), false);
}
