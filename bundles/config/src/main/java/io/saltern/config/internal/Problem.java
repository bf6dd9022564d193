// SPDX-License-Identifier: Apache-2.0
package io.saltern.config.internal;

/**
 * Something wrong in a file.
 *
 * @param option the option with the way into it, as {@code peer:.*}; empty where there is none
 */
record Problem(Place place, String option, String what) {
  /** As {@code /etc/salt/master:12: publish_port: expected a whole number, found text 'x'}. */
  @Override
  public String toString() {
    return place + ": " + (option.isEmpty() ? "" : option + ": ") + what;
  }
}
