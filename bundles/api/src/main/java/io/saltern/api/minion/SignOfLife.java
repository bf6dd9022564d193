// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.minion;

/** What a master answers when it is asked whether it lives. */
public enum SignOfLife {
  /** It lives. */
  ALIVE,
  /** It lives, and wants its minions to serve other masters if there are any. */
  DRAINING,
  /** Nothing, or nothing in time. */
  NONE;

  /** The field of an answer to {@code _master_opts} that is true while a master drains. */
  public static final String DRAINING_FIELD = "draining";
}
