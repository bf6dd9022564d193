// SPDX-License-Identifier: Apache-2.0
package io.saltern.cli;

import io.saltern.api.FunctionCall;
import io.saltern.api.JobId;
import io.saltern.api.config.Yaml;
import io.saltern.api.function.SaltArguments;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns what was typed after a function's name into values, as {@code salt.utils.args} does. */
public final class ArgumentParser {
  private static final Pattern KEYWORD =
      Pattern.compile(
          "([^\\d\\W][\\w.-]*)=(?!=)(.*)$", Pattern.UNICODE_CHARACTER_CLASS | Pattern.UNIX_LINES);

  private final SaltArguments values;

  public ArgumentParser(Yaml yaml) {
    this.values = new SaltArguments(yaml);
  }

  /**
   * A function with its typed arguments: {@code name=value} is a keyword, the rest is positional,
   * and every value is read as YAML where that gives something else than a text.
   *
   * @param literal keywords whose values stay texts
   */
  public FunctionCall call(String function, List<String> typed, Set<String> literal) {
    List<@Nullable Object> positional = new ArrayList<>();
    Map<String, @Nullable Object> keywords = new LinkedHashMap<>();
    for (String argument : typed) {
      Matcher keyword = KEYWORD.matcher(argument);
      if (keyword.lookingAt()) {
        String name = keyword.group(1);
        String value = keyword.group(2);
        keywords.put(name, literal.contains(name) ? value : value(value));
      } else {
        positional.add(jidAsText(value(argument)));
      }
    }
    return new FunctionCall(function, positional, keywords);
  }

  /** A number of twenty digits is a job id, which travels as a text. */
  private static @Nullable Object jidAsText(@Nullable Object value) {
    boolean whole = value instanceof BigInteger || value instanceof Long;
    String digits = String.valueOf(value);
    return whole && JobId.isValid(digits) ? digits : value;
  }

  /** One typed value: YAML, or the text itself where Salt keeps it. */
  public @Nullable Object value(String typed) {
    return values.value(typed);
  }
}
