// SPDX-License-Identifier: Apache-2.0
package io.saltern.cli;

/** Salt's colours, or none. */
enum Palette {
  RED("31"),
  GREEN("32"),
  BLUE("34"),
  MAGENTA("35"),
  CYAN("36"),
  LIGHT_RED("1;31"),
  LIGHT_GREEN("1;32"),
  LIGHT_YELLOW("1;33"),
  LIGHT_BLUE("1;34"),
  LIGHT_MAGENTA("1;35"),
  END("0");

  private final String sequence;

  Palette(String code) {
    this.sequence = "\u001b[0;" + code + "m";
  }

  /** What switches the terminal to this colour; empty without colours. */
  String in(OutputOptions options) {
    return options.color() ? sequence : "";
  }

  /** A text in this colour. */
  String paint(String text, OutputOptions options) {
    return in(options) + text + END.in(options);
  }
}
