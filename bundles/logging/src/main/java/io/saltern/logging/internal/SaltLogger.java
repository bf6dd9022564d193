// SPDX-License-Identifier: Apache-2.0
package io.saltern.logging.internal;

import io.saltern.api.log.LogLevels;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.helpers.FormattingTuple;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.spi.LocationAwareLogger;

/** Levels, formatting and markers; everything else is in {@link PlainLogger}. */
final class SaltLogger extends PlainLogger {
  private final Output output;

  SaltLogger(String name, Output output) {
    super(name);
    this.output = output;
  }

  @Override
  boolean takes(@Nullable Marker marker, int level) {
    return output.takes(level(marker, level));
  }

  @Override
  public void log(
      @Nullable Marker marker,
      String caller,
      int level,
      @Nullable String message,
      Object @Nullable [] arguments,
      @Nullable Throwable thrown) {
    Level real = level(marker, level);
    if (!output.takes(real)) {
      return;
    }
    FormattingTuple text = MessageFormatter.arrayFormat(message, arguments);
    Throwable cause = thrown == null ? text.getThrowable() : thrown;
    int place = output.tellsPlaces(real) ? place() : 0;
    output.write(
        new Entry(real, getName(), place, Instant.now(), String.valueOf(text.getMessage()), cause));
  }

  private static int place() {
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames
                    .filter(frame -> !frame.getClassName().startsWith("io.saltern.logging."))
                    .filter(frame -> !frame.getClassName().startsWith("org.slf4j."))
                    .mapToInt(StackWalker.StackFrame::getLineNumber)
                    .findFirst()
                    .orElse(0));
  }

  private static Level level(@Nullable Marker marker, int level) {
    String mark = marker == null ? "" : marker.getName();
    return switch (level) {
      case LocationAwareLogger.ERROR_INT ->
          mark.equals(LogLevels.CRITICAL) ? Level.CRITICAL : Level.ERROR;
      case LocationAwareLogger.WARN_INT -> Level.WARNING;
      case LocationAwareLogger.INFO_INT -> Level.INFO;
      case LocationAwareLogger.DEBUG_INT ->
          mark.equals(LogLevels.PROFILE) ? Level.PROFILE : Level.DEBUG;
      case LocationAwareLogger.TRACE_INT ->
          mark.equals(LogLevels.GARBAGE) ? Level.GARBAGE : Level.TRACE;
      default -> Level.INFO;
    };
  }
}
