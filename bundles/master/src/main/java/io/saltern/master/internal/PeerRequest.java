// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import io.saltern.api.FunctionCall;
import io.saltern.api.JobId;
import io.saltern.api.MinionId;
import io.saltern.api.Target;
import io.saltern.api.TargetType;
import io.saltern.api.function.SaltArguments;
import io.saltern.api.master.PublishRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a minion wants to have published or run, read from the fields of Salt's {@code minion_pub}
 * and {@code minion_runner}.
 */
final class PeerRequest {
  private static final double USUAL_SECONDS = 5;
  private static final double MOST_SECONDS = 240;

  private final Map<String, Object> load;
  private final SaltArguments arguments;

  PeerRequest(Map<String, Object> load, SaltArguments arguments) {
    this.load = load;
    this.arguments = arguments;
  }

  /**
   * The job.
   *
   * @throws IllegalArgumentException when a field is missing or makes no sense; says which
   */
  PublishRequest job(MinionId sender, JobId id) {
    Map<String, Object> extra = new LinkedHashMap<>();
    extra.put("id", sender.value());
    if (load.get("ret") instanceof String returner && !returner.isEmpty()) {
      extra.put("ret", returner);
    }
    return new PublishRequest(target(), calls(), id, extra);
  }

  private Target target() {
    Object type = load.getOrDefault("tgt_type", load.getOrDefault("expr_form", "glob"));
    TargetType known =
        TargetType.of(String.valueOf(type)).orElseThrow(() -> wrong("tgt_type " + type));
    Object target = load.get("tgt");
    if (known == TargetType.LIST && target instanceof List<?> ids) {
      return Target.list(ids.stream().map(String::valueOf).toList());
    }
    if (!(target instanceof String expression)) {
      throw wrong("tgt");
    }
    return new Target(known, expression, Target.COLON);
  }

  /** As in Salt, the arguments of several functions are texts that are split at blanks. */
  private List<FunctionCall> calls() {
    List<String> functions = functions();
    List<?> given = given();
    if (functions.size() == 1) {
      return List.of(arguments.fromCommandLine(functions.get(0), given, literal()));
    }
    if (functions.size() != given.size()) {
      throw wrong("arg: there are " + functions.size() + " functions");
    }
    List<FunctionCall> calls = new ArrayList<>();
    for (int i = 0; i < functions.size(); i++) {
      calls.add(arguments.fromWire(functions.get(i), words(given.get(i))));
    }
    return calls;
  }

  private static List<?> words(@Nullable Object given) {
    if (given instanceof List<?> list) {
      return list;
    }
    if (!(given instanceof String text)) {
      throw wrong("arg");
    }
    return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
  }

  private List<String> functions() {
    Object function = load.get("fun");
    List<?> names =
        function instanceof String text ? Arrays.asList(text.split(",", -1)) : List.of();
    if (function instanceof List<?> several) {
      names = several;
    }
    if (names.isEmpty()
        || !names.stream().allMatch(name -> name instanceof String text && !text.isEmpty())) {
      throw wrong("fun");
    }
    return names.stream().map(String::valueOf).toList();
  }

  private List<?> given() {
    if (!(load.get("arg") instanceof List<?> list)) {
      throw wrong("arg");
    }
    return list;
  }

  private Set<String> literal() {
    return load.get("no_parse") instanceof List<?> names
        ? names.stream().map(String::valueOf).collect(Collectors.toSet())
        : Set.of();
  }

  /**
   * The runner.
   *
   * @throws IllegalArgumentException as {@link #job}
   */
  FunctionCall runner() {
    if (!(load.get("fun") instanceof String function) || function.isEmpty()) {
      throw wrong("fun");
    }
    return arguments.fromCommandLine(function, given(), literal());
  }

  /**
   * How long the minion wants to wait, within bounds.
   *
   * @throws IllegalArgumentException as {@link #job}
   */
  Duration timeout() {
    Object told = load.getOrDefault("timeout", load.get("tmo"));
    double seconds = USUAL_SECONDS;
    if (told instanceof Number number) {
      seconds = number.doubleValue();
    } else if (told != null) {
      try {
        seconds = Double.parseDouble(String.valueOf(told));
      } catch (NumberFormatException e) {
        throw wrong("timeout");
      }
    }
    if (Double.isNaN(seconds)) {
      throw wrong("timeout");
    }
    return Duration.ofMillis(Math.round(Math.max(0, Math.min(seconds, MOST_SECONDS)) * 1000));
  }

  /** Whether it wants all that is known of each return. */
  boolean full() {
    return "full".equals(load.get("form"));
  }

  private static IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("it makes no sense: " + what);
  }
}
