// SPDX-License-Identifier: Apache-2.0
package io.saltern.logging.internal;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One message.
 *
 * @param place the line of code it comes from; 0 = not known
 */
record Entry(
    Level level,
    String logger,
    int place,
    Instant time,
    String message,
    @Nullable Throwable thrown) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss,SSS", Locale.ROOT)
          .withZone(ZoneId.systemDefault());

  /** As on the terminal. */
  String onTerminal(boolean colour) {
    return "[" + (colour ? level.coloured() : level.padded()) + "] " + text();
  }

  /** As in the file. */
  String inFile(long pid) {
    return TIME.format(time)
        + String.format(" [%-17s:%-4d]", logger, place)
        + "["
        + level.padded()
        + "]["
        + pid
        + "] "
        + text();
  }

  private String text() {
    if (thrown == null) {
      return message + "\n";
    }
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    return message + "\n" + trace;
  }
}
