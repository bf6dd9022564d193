// SPDX-License-Identifier: Apache-2.0
package io.saltern.logging.internal;

import java.util.Locale;

/** Salt's log levels; each lets through itself and all that come after it. */
enum Level {
  ALL(0, ""),
  GARBAGE(1, "\u001b[0;36m"),
  TRACE(5, "\u001b[0;33m"),
  DEBUG(10, "\u001b[0;36m"),
  PROFILE(15, "\u001b[0;36m"),
  INFO(20, "\u001b[0;32m"),
  WARNING(30, "\u001b[0;33m"),
  ERROR(40, "\u001b[0;31m"),
  CRITICAL(50, "\u001b[1;31m"),
  QUIET(1000, "");

  private static final int COLUMNS = 8;

  private final int weight;
  private final String colour;

  Level(int weight, String colour) {
    this.weight = weight;
    this.colour = colour;
  }

  /**
   * The level of that name, in capitals or not.
   *
   * @throws IllegalArgumentException when there is none
   */
  static Level of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  boolean isAtLeast(Level other) {
    return weight >= other.weight;
  }

  /** The name in eight columns. */
  String padded() {
    return name() + " ".repeat(COLUMNS - name().length());
  }

  /** The name in eight columns and in its colour. */
  String coloured() {
    return colour + padded() + "\u001b[0;0m";
  }
}
