// SPDX-License-Identifier: Apache-2.0
package io.saltern.programs.internal;

import io.saltern.cli.UsageException;

/**
 * How many minions run at once.
 *
 * @param share whether the number is a percentage
 */
record BatchSize(double number, boolean share) {
  /**
   * Reads {@code 10}, {@code 25%} or {@code %25}.
   *
   * @throws UsageException when it is none of these
   */
  static BatchSize of(String typed) throws UsageException {
    String text = typed.strip();
    boolean share = text.startsWith("%") || text.endsWith("%");
    try {
      double number =
          share ? Double.parseDouble(text.replaceFirst("^%|%$", "")) : Integer.parseInt(text);
      if (number > 0 && number < Integer.MAX_VALUE) {
        return new BatchSize(number, share);
      }
    } catch (NumberFormatException e) {
      throw invalid(typed);
    }
    throw invalid(typed);
  }

  private static UsageException invalid(String typed) {
    return new UsageException(
        "Invalid batch specification '"
            + typed
            + "': must be an integer or percentage string like '10' or '25%'.");
  }

  /** Of so many minions; one at least. */
  int of(int minions) {
    return Math.max(1, (int) (share ? number / 100 * minions : number));
  }
}
