// SPDX-License-Identifier: Apache-2.0
package io.saltern.logging.internal;

import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.spi.LocationAwareLogger;

/** The many methods of SLF4J's logger brought down to two. */
abstract class PlainLogger implements LocationAwareLogger {
  private final String name;

  PlainLogger(String name) {
    this.name = name;
  }

  /** Whether a message of that level and marker goes anywhere. */
  abstract boolean takes(@Nullable Marker marker, int level);

  @Override
  public String getName() {
    return name;
  }

  private void put(
      @Nullable Marker marker, int level, @Nullable String message, @Nullable Throwable thrown) {
    log(marker, name, level, message, null, thrown);
  }

  private void format(
      @Nullable Marker marker, int level, @Nullable String format, @Nullable Object... arguments) {
    log(marker, name, level, format, arguments, null);
  }

  @Override
  public boolean isTraceEnabled() {
    return takes(null, TRACE_INT);
  }

  @Override
  public void trace(@Nullable String message) {
    put(null, TRACE_INT, message, null);
  }

  @Override
  public void trace(@Nullable String format, @Nullable Object one) {
    format(null, TRACE_INT, format, one);
  }

  @Override
  public void trace(@Nullable String format, @Nullable Object one, @Nullable Object two) {
    format(null, TRACE_INT, format, one, two);
  }

  @Override
  public void trace(@Nullable String format, @Nullable Object... arguments) {
    format(null, TRACE_INT, format, arguments);
  }

  @Override
  public void trace(@Nullable String message, @Nullable Throwable thrown) {
    put(null, TRACE_INT, message, thrown);
  }

  @Override
  public boolean isTraceEnabled(@Nullable Marker marker) {
    return takes(marker, TRACE_INT);
  }

  @Override
  public void trace(@Nullable Marker marker, @Nullable String message) {
    put(marker, TRACE_INT, message, null);
  }

  @Override
  public void trace(@Nullable Marker marker, @Nullable String format, @Nullable Object one) {
    format(marker, TRACE_INT, format, one);
  }

  @Override
  public void trace(
      @Nullable Marker marker,
      @Nullable String format,
      @Nullable Object one,
      @Nullable Object two) {
    format(marker, TRACE_INT, format, one, two);
  }

  @Override
  public void trace(
      @Nullable Marker marker, @Nullable String format, @Nullable Object... arguments) {
    format(marker, TRACE_INT, format, arguments);
  }

  @Override
  public void trace(@Nullable Marker marker, @Nullable String message, @Nullable Throwable thrown) {
    put(marker, TRACE_INT, message, thrown);
  }

  @Override
  public boolean isDebugEnabled() {
    return takes(null, DEBUG_INT);
  }

  @Override
  public void debug(@Nullable String message) {
    put(null, DEBUG_INT, message, null);
  }

  @Override
  public void debug(@Nullable String format, @Nullable Object one) {
    format(null, DEBUG_INT, format, one);
  }

  @Override
  public void debug(@Nullable String format, @Nullable Object one, @Nullable Object two) {
    format(null, DEBUG_INT, format, one, two);
  }

  @Override
  public void debug(@Nullable String format, @Nullable Object... arguments) {
    format(null, DEBUG_INT, format, arguments);
  }

  @Override
  public void debug(@Nullable String message, @Nullable Throwable thrown) {
    put(null, DEBUG_INT, message, thrown);
  }

  @Override
  public boolean isDebugEnabled(@Nullable Marker marker) {
    return takes(marker, DEBUG_INT);
  }

  @Override
  public void debug(@Nullable Marker marker, @Nullable String message) {
    put(marker, DEBUG_INT, message, null);
  }

  @Override
  public void debug(@Nullable Marker marker, @Nullable String format, @Nullable Object one) {
    format(marker, DEBUG_INT, format, one);
  }

  @Override
  public void debug(
      @Nullable Marker marker,
      @Nullable String format,
      @Nullable Object one,
      @Nullable Object two) {
    format(marker, DEBUG_INT, format, one, two);
  }

  @Override
  public void debug(
      @Nullable Marker marker, @Nullable String format, @Nullable Object... arguments) {
    format(marker, DEBUG_INT, format, arguments);
  }

  @Override
  public void debug(@Nullable Marker marker, @Nullable String message, @Nullable Throwable thrown) {
    put(marker, DEBUG_INT, message, thrown);
  }

  @Override
  public boolean isInfoEnabled() {
    return takes(null, INFO_INT);
  }

  @Override
  public void info(@Nullable String message) {
    put(null, INFO_INT, message, null);
  }

  @Override
  public void info(@Nullable String format, @Nullable Object one) {
    format(null, INFO_INT, format, one);
  }

  @Override
  public void info(@Nullable String format, @Nullable Object one, @Nullable Object two) {
    format(null, INFO_INT, format, one, two);
  }

  @Override
  public void info(@Nullable String format, @Nullable Object... arguments) {
    format(null, INFO_INT, format, arguments);
  }

  @Override
  public void info(@Nullable String message, @Nullable Throwable thrown) {
    put(null, INFO_INT, message, thrown);
  }

  @Override
  public boolean isInfoEnabled(@Nullable Marker marker) {
    return takes(marker, INFO_INT);
  }

  @Override
  public void info(@Nullable Marker marker, @Nullable String message) {
    put(marker, INFO_INT, message, null);
  }

  @Override
  public void info(@Nullable Marker marker, @Nullable String format, @Nullable Object one) {
    format(marker, INFO_INT, format, one);
  }

  @Override
  public void info(
      @Nullable Marker marker,
      @Nullable String format,
      @Nullable Object one,
      @Nullable Object two) {
    format(marker, INFO_INT, format, one, two);
  }

  @Override
  public void info(
      @Nullable Marker marker, @Nullable String format, @Nullable Object... arguments) {
    format(marker, INFO_INT, format, arguments);
  }

  @Override
  public void info(@Nullable Marker marker, @Nullable String message, @Nullable Throwable thrown) {
    put(marker, INFO_INT, message, thrown);
  }

  @Override
  public boolean isWarnEnabled() {
    return takes(null, WARN_INT);
  }

  @Override
  public void warn(@Nullable String message) {
    put(null, WARN_INT, message, null);
  }

  @Override
  public void warn(@Nullable String format, @Nullable Object one) {
    format(null, WARN_INT, format, one);
  }

  @Override
  public void warn(@Nullable String format, @Nullable Object one, @Nullable Object two) {
    format(null, WARN_INT, format, one, two);
  }

  @Override
  public void warn(@Nullable String format, @Nullable Object... arguments) {
    format(null, WARN_INT, format, arguments);
  }

  @Override
  public void warn(@Nullable String message, @Nullable Throwable thrown) {
    put(null, WARN_INT, message, thrown);
  }

  @Override
  public boolean isWarnEnabled(@Nullable Marker marker) {
    return takes(marker, WARN_INT);
  }

  @Override
  public void warn(@Nullable Marker marker, @Nullable String message) {
    put(marker, WARN_INT, message, null);
  }

  @Override
  public void warn(@Nullable Marker marker, @Nullable String format, @Nullable Object one) {
    format(marker, WARN_INT, format, one);
  }

  @Override
  public void warn(
      @Nullable Marker marker,
      @Nullable String format,
      @Nullable Object one,
      @Nullable Object two) {
    format(marker, WARN_INT, format, one, two);
  }

  @Override
  public void warn(
      @Nullable Marker marker, @Nullable String format, @Nullable Object... arguments) {
    format(marker, WARN_INT, format, arguments);
  }

  @Override
  public void warn(@Nullable Marker marker, @Nullable String message, @Nullable Throwable thrown) {
    put(marker, WARN_INT, message, thrown);
  }

  @Override
  public boolean isErrorEnabled() {
    return takes(null, ERROR_INT);
  }

  @Override
  public void error(@Nullable String message) {
    put(null, ERROR_INT, message, null);
  }

  @Override
  public void error(@Nullable String format, @Nullable Object one) {
    format(null, ERROR_INT, format, one);
  }

  @Override
  public void error(@Nullable String format, @Nullable Object one, @Nullable Object two) {
    format(null, ERROR_INT, format, one, two);
  }

  @Override
  public void error(@Nullable String format, @Nullable Object... arguments) {
    format(null, ERROR_INT, format, arguments);
  }

  @Override
  public void error(@Nullable String message, @Nullable Throwable thrown) {
    put(null, ERROR_INT, message, thrown);
  }

  @Override
  public boolean isErrorEnabled(@Nullable Marker marker) {
    return takes(marker, ERROR_INT);
  }

  @Override
  public void error(@Nullable Marker marker, @Nullable String message) {
    put(marker, ERROR_INT, message, null);
  }

  @Override
  public void error(@Nullable Marker marker, @Nullable String format, @Nullable Object one) {
    format(marker, ERROR_INT, format, one);
  }

  @Override
  public void error(
      @Nullable Marker marker,
      @Nullable String format,
      @Nullable Object one,
      @Nullable Object two) {
    format(marker, ERROR_INT, format, one, two);
  }

  @Override
  public void error(
      @Nullable Marker marker, @Nullable String format, @Nullable Object... arguments) {
    format(marker, ERROR_INT, format, arguments);
  }

  @Override
  public void error(@Nullable Marker marker, @Nullable String message, @Nullable Throwable thrown) {
    put(marker, ERROR_INT, message, thrown);
  }
}
