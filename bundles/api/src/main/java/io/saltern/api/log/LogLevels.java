// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.log;

/**
 * Salt's log levels that the logging API has no method for. Their names are those of markers: a
 * record logged as {@code error} with the marker {@link #CRITICAL} is shown as critical.
 */
public final class LogLevels {
  /** Graver than an error: the program cannot go on. A marker for errors. */
  public static final String CRITICAL = "CRITICAL";

  /** How long things took; between info and debug. A marker for debug messages. */
  public static final String PROFILE = "PROFILE";

  /** Finer than trace. A marker for trace messages. */
  public static final String GARBAGE = "GARBAGE";

  private LogLevels() {}
}
