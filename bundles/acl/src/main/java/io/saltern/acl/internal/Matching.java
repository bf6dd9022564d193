// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

/** How patterns for functions and arguments are matched: the option {@code acl_matching}. */
enum Matching {
  /** The whole name by its text, a shell glob or a regular expression; the whole argument. */
  EXACT,
  /** A regular expression that matches the beginning. */
  PREFIX
}
