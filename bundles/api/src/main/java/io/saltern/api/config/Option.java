// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.config;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One option of a configuration file.
 *
 * @param name as written in the file
 * @param kind what values it takes
 * @param defaultValue what it is when the file does not say; null = not set
 * @param meaning one or more sentences for the sample file and the documentation
 * @param limits which values of its kind it takes
 * @param <T> the type of the value: {@link Boolean}, {@link Long}, {@link Double}, {@link String},
 *     {@link List} of strings, or {@link Map} of anything
 */
public record Option<T>(
    String name, Kind kind, @Nullable T defaultValue, String meaning, Limits limits) {
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
    /** A text; the empty text when nothing stands behind its name. */
    BLANKABLE_TEXT,
    /** A text that no log, error or document may show. */
    SECRET,
    /** True, false or a text; always given as a text: {@code true}, {@code false} or the text. */
    FLAG_OR_TEXT,
    /** A path; relative ones, and Salt's path defaults, are below {@code root_dir}. */
    PATH,
    /** A text, or a list of texts; always given as a list. */
    TEXTS,
    /** A map, whatever is in it. */
    MAP,
    /** True, false or a map: given as a {@link Boolean} or a {@link Map}. */
    FLAG_OR_MAP
  }

  /**
   * Which values of its kind an option takes.
   *
   * @param choices the only texts, in the order to show them; empty = any
   * @param anyCase whether capitals do not count; the value given is then the choice as listed
   * @param least the lowest number
   * @param most the highest number
   */
  public record Limits(List<String> choices, boolean anyCase, long least, long most) {
    /** Every value of the kind. */
    public static final Limits NONE = new Limits(List.of(), false, Long.MIN_VALUE, Long.MAX_VALUE);

    /** Copies the choices. */
    public Limits {
      choices = List.copyOf(choices);
    }
  }

  // what records get by themselves is made at run time, and options are asked before all else
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof Option<?> that
            && name.equals(that.name)
            && kind == that.kind
            && Objects.equals(defaultValue, that.defaultValue)
            && meaning.equals(that.meaning)
            && limits.equals(that.limits));
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  /** A truth value; a null default means that it is not set. */
  public static Option<Boolean> flag(String name, @Nullable Boolean defaultValue, String meaning) {
    return new Option<>(name, Kind.FLAG, defaultValue, meaning, Limits.NONE);
  }

  /** A whole number; a null default means that it is not set. */
  public static Option<Long> integer(String name, @Nullable Long defaultValue, String meaning) {
    return new Option<>(name, Kind.INTEGER, defaultValue, meaning, Limits.NONE);
  }

  /** A number; a null default means that it is not set. */
  public static Option<Double> number(String name, @Nullable Double defaultValue, String meaning) {
    return new Option<>(name, Kind.NUMBER, defaultValue, meaning, Limits.NONE);
  }

  /** A text; a null default means that it is not set. */
  public static Option<String> text(String name, @Nullable String defaultValue, String meaning) {
    return new Option<>(name, Kind.TEXT, defaultValue, meaning, Limits.NONE);
  }

  /** A text; the empty text, and not its default, when nothing stands behind its name. */
  public static Option<String> blankable(String name, String defaultValue, String meaning) {
    return new Option<>(name, Kind.BLANKABLE_TEXT, defaultValue, meaning, Limits.NONE);
  }

  /** A text that stays out of logs and messages; not set by default. */
  public static Option<String> secret(String name, String meaning) {
    return new Option<>(name, Kind.SECRET, null, meaning, Limits.NONE);
  }

  /** True, false or a text, given as a text. */
  public static Option<String> flagOrText(String name, String defaultValue, String meaning) {
    return new Option<>(name, Kind.FLAG_OR_TEXT, defaultValue, meaning, Limits.NONE);
  }

  /** A path; a null default means that it is not set. */
  public static Option<String> path(String name, @Nullable String defaultValue, String meaning) {
    return new Option<>(name, Kind.PATH, defaultValue, meaning, Limits.NONE);
  }

  /** A text or a list of texts. */
  public static Option<List<String>> texts(String name, List<String> defaultValue, String meaning) {
    return new Option<>(name, Kind.TEXTS, List.copyOf(defaultValue), meaning, Limits.NONE);
  }

  /** A map, empty when it is not set. */
  public static Option<Map<String, Object>> map(String name, String meaning) {
    return new Option<>(name, Kind.MAP, Map.of(), meaning, Limits.NONE);
  }

  /** True, false or a map, given as what it is. */
  public static Option<Object> flagOrMap(String name, boolean defaultValue, String meaning) {
    return new Option<>(name, Kind.FLAG_OR_MAP, defaultValue, meaning, Limits.NONE);
  }

  /** The same for a number that must lie between two, both included. */
  public Option<T> between(long least, long most) {
    return limited(new Limits(List.of(), false, least, most));
  }

  /** The same for a number that must not be lower. */
  public Option<T> atLeast(long least) {
    return between(least, Long.MAX_VALUE);
  }

  /** The same for a text that must be one of these. */
  public Option<T> oneOf(String... choices) {
    return limited(new Limits(List.of(choices), false, Long.MIN_VALUE, Long.MAX_VALUE));
  }

  /** The same for a text that must be one of these, in capitals or not. */
  public Option<T> oneOfAnyCase(String... choices) {
    return limited(new Limits(List.of(choices), true, Long.MIN_VALUE, Long.MAX_VALUE));
  }

  private Option<T> limited(Limits limits) {
    return new Option<>(name, kind, defaultValue, meaning, limits);
  }
}
