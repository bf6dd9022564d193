// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.function;

import io.saltern.api.FunctionCall;
import io.saltern.api.JobId;
import io.saltern.api.config.Yaml;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads arguments as Salt does: {@code name=value} is a keyword, values are YAML. */
public final class SaltArguments {
  private static final Pattern KEYWORD =
      Pattern.compile("([^\\d\\W][\\w.-]*)=(?!=)(.*)", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern DIGITS = Pattern.compile("[0-9_]+");

  private final Yaml yaml;

  public SaltArguments(Yaml yaml) {
    this.yaml = yaml;
  }

  /**
   * A call from Salt's {@code arg} on the wire. Texts stay as they are, but for those of the form
   * {@code name=value}.
   */
  public FunctionCall fromWire(String function, List<? extends @Nullable Object> arg) {
    return read(function, arg, false, Set.of());
  }

  /** A call from arguments as typed: texts are YAML. */
  public FunctionCall fromCommandLine(String function, List<? extends @Nullable Object> arg) {
    return fromCommandLine(function, arg, Set.of());
  }

  /**
   * A call from arguments as typed.
   *
   * @param literal keywords whose values stay texts
   */
  public FunctionCall fromCommandLine(
      String function, List<? extends @Nullable Object> arg, Set<String> literal) {
    return read(function, arg, true, literal);
  }

  private FunctionCall read(
      String function,
      List<? extends @Nullable Object> arg,
      boolean yamlTexts,
      Set<String> literal) {
    List<@Nullable Object> arguments = new ArrayList<>();
    Map<String, @Nullable Object> keywords = new LinkedHashMap<>();
    FunctionCall marked = FunctionCall.fromWire(function, arg);
    for (Object one : marked.arguments()) {
      Optional<Matcher> keyword =
          one instanceof String text
              ? Optional.of(KEYWORD.matcher(text)).filter(Matcher::matches)
              : Optional.empty();
      if (keyword.isPresent()) {
        String name = keyword.get().group(1);
        String text = keyword.get().group(2);
        keywords.put(name, literal.contains(name) ? text : value(text));
      } else if (yamlTexts && one instanceof String text) {
        arguments.add(jidAsText(value(text)));
      } else {
        arguments.add(one);
      }
    }
    keywords.putAll(marked.keywords());
    return new FunctionCall(function, arguments, keywords);
  }

  /** A number of twenty digits is a job id, which travels as a text. */
  private static @Nullable Object jidAsText(@Nullable Object value) {
    boolean whole = value instanceof BigInteger || value instanceof Long;
    String digits = String.valueOf(value);
    return whole && JobId.isValid(digits) ? digits : value;
  }

  /** One value as typed: YAML, or the text itself where Salt keeps it. */
  public @Nullable Object value(String text) {
    String bare = text.strip();
    if (bare.isEmpty() || bare.equals("---") || bare.equals("...")) {
      return text;
    }
    if (bare.startsWith("%")) {
      return text; // a directive without a document
    }
    if (text.indexOf('_') >= 0 && DIGITS.matcher(bare).matches()) {
      return text;
    }
    if (text.chars().anyMatch(c -> c == '\t' || c == '\r' || c == '\n')) {
      return text;
    }
    return text.equals("None") ? null : parsed(text);
  }

  private @Nullable Object parsed(String text) {
    Object value;
    try {
      value = yaml.read(text);
    } catch (IllegalArgumentException notYaml) {
      return text;
    }
    if (value instanceof Map) {
      return text.startsWith("{") ? value : text;
    }
    if (value instanceof List) {
      return text.startsWith("[") ? value : text;
    }
    boolean commentLost = text.indexOf('#') >= 0 && (value == null || value instanceof String);
    boolean markLost = text.equals("|") || text.equals("!");
    return commentLost || markLost ? text : value;
  }
}
