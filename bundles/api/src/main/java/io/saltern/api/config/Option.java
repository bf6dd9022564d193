// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One option of a configuration file.
 *
 * @param name as written in the file
 * @param kind what values it takes
 * @param defaultValue what it is when the file does not say; null = not set
 * @param meaning one or more sentences for the sample file and the documentation
 * @param <T> the type of the value: {@link Boolean}, {@link Long}, {@link Double}, {@link String},
 *     {@link List} of strings, or {@link Map} of anything
 */
public record Option<T>(String name, Kind kind, @Nullable T defaultValue, String meaning) {
  /** What an option's value may be. */
  public enum Kind {
    /** True or false. */
    FLAG,
    /** A whole number. */
    INTEGER,
    /** A number. */
    NUMBER,
    /** A text. */
    TEXT,
    /** A path; relative ones, and Salt's path defaults, are below {@code root_dir}. */
    PATH,
    /** A text, or a list of texts; always given as a list. */
    TEXTS,
    /** A map, whatever is in it. */
    MAP
  }

  /** A truth value. */
  public static Option<Boolean> flag(String name, boolean defaultValue, String meaning) {
    return new Option<>(name, Kind.FLAG, defaultValue, meaning);
  }

  /** A whole number; a null default means that it is not set. */
  public static Option<Long> integer(String name, @Nullable Long defaultValue, String meaning) {
    return new Option<>(name, Kind.INTEGER, defaultValue, meaning);
  }

  /** A number; a null default means that it is not set. */
  public static Option<Double> number(String name, @Nullable Double defaultValue, String meaning) {
    return new Option<>(name, Kind.NUMBER, defaultValue, meaning);
  }

  /** A text; a null default means that it is not set. */
  public static Option<String> text(String name, @Nullable String defaultValue, String meaning) {
    return new Option<>(name, Kind.TEXT, defaultValue, meaning);
  }

  /** A path; a null default means that it is not set. */
  public static Option<String> path(String name, @Nullable String defaultValue, String meaning) {
    return new Option<>(name, Kind.PATH, defaultValue, meaning);
  }

  /** A text or a list of texts. */
  public static Option<List<String>> texts(String name, List<String> defaultValue, String meaning) {
    return new Option<>(name, Kind.TEXTS, List.copyOf(defaultValue), meaning);
  }

  /** A map, empty when it is not set. */
  public static Option<Map<String, Object>> map(String name, String meaning) {
    return new Option<>(name, Kind.MAP, Map.of(), meaning);
  }
}
