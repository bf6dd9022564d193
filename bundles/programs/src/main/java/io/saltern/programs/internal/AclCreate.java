// SPDX-License-Identifier: Apache-2.0
package io.saltern.programs.internal;

import io.saltern.api.Caller;
import io.saltern.api.FunctionCall;
import io.saltern.api.Target;
import io.saltern.api.TargetType;
import io.saltern.api.config.MasterOptions;
import io.saltern.api.config.Option;
import io.saltern.api.function.MaskedCall;
import io.saltern.api.function.PythonText;
import io.saltern.api.master.AccessRequest.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The smallest rule that allows what was refused: for this user, these minions, these functions and
 * these arguments.
 *
 * @param option where it belongs
 * @param value its value, with this rule alone
 */
record AclCreate(Option<Map<String, Object>> option, Map<String, Object> value) {
  private static final Pattern SPECIAL = Pattern.compile("[\\\\^$.|?*+()\\[\\]{}]");
  private static final String CUT = "... (cut)";

  /**
   * @throws IllegalArgumentException when no rule can allow it
   */
  static AclCreate of(AclQuery query) {
    List<Object> rules = new ArrayList<>();
    query.calls().forEach(call -> rules.add(scoped(query, call)));
    Caller caller = query.caller();
    Map<String, Object> ofUser = Map.of(name(caller.user()), rules);
    return switch (caller.proof()) {
      case LOCAL_USER, LOCAL_ADMIN, SHELL -> new AclCreate(MasterOptions.PUBLISHER_ACL, ofUser);
      case EAUTH, TOKEN ->
          new AclCreate(MasterOptions.EXTERNAL_AUTH, Map.of(caller.eauth(), ofUser));
      case MINION ->
          new AclCreate(
              query.kind() == Kind.RUNNER ? MasterOptions.PEER_RUN : MasterOptions.PEER, ofUser);
    };
  }

  private static Object scoped(AclQuery query, FunctionCall call) {
    Object function = function(call);
    Target target = query.target();
    if (target == null) {
      return query.caller().proof() == Caller.Proof.MINION
          ? function
          : Map.of("@" + query.kind().name().toLowerCase(Locale.ROOT), List.of(function));
    }
    String scope = scope(target);
    // a function with arguments is one only below a target
    boolean everywhere = scope.equals("*") && function instanceof String;
    return everywhere ? function : Map.of(scope, List.of(function));
  }

  private static String scope(Target target) {
    String text = target.expression();
    if (text.endsWith(CUT)) {
      throw new IllegalArgumentException("the record does not hold the whole target");
    }
    if (target.type() == TargetType.GLOB || target.type() == TargetType.COMPOUND) {
      return text;
    }
    String letter =
        switch (target.type()) {
          case PCRE -> "E";
          case LIST -> "L";
          case GRAIN -> "G";
          case GRAIN_PCRE -> "P";
          case PILLAR, PILLAR_EXACT -> "I";
          case PILLAR_PCRE -> "J";
          case IPCIDR -> "S";
          case NODEGROUP -> "N";
          default ->
              throw new IllegalArgumentException(
                  "rules have no targets of type " + target.type().wireName());
        };
    return letter + "@" + text;
  }

  private static Object function(FunctionCall call) {
    Map<String, Object> limits = new LinkedHashMap<>();
    List<@Nullable Object> args = new ArrayList<>();
    call.arguments().forEach(argument -> args.add(pattern(argument)));
    if (!args.isEmpty()) {
      limits.put("args", args);
    }
    Map<String, @Nullable Object> kwargs = new LinkedHashMap<>();
    call.keywords().forEach((name, value) -> kwargs.put(name, pattern(value)));
    if (!kwargs.isEmpty()) {
      limits.put("kwargs", kwargs);
    }
    return limits.isEmpty() ? name(call.function()) : Map.of(name(call.function()), limits);
  }

  /** What is masked or cut may be anything. */
  private static @Nullable Object pattern(@Nullable Object value) {
    String text = PythonText.str(value);
    boolean unknown = text.contains(MaskedCall.MASK) || text.contains(CUT);
    return unknown ? null : quoted(text);
  }

  /** A name needs no quotes but for characters that mean something. */
  private static String name(String text) {
    return text.matches("[\\w.@-]+") ? text : quoted(text);
  }

  private static String quoted(String text) {
    return SPECIAL.matcher(text).replaceAll("\\\\$0");
  }

  /** The option's value with this rule beside those that are there. */
  Map<String, Object> beside(Map<String, Object> present) {
    return merged(present, value);
  }

  private static Map<String, Object> merged(Map<?, ?> present, Map<?, ?> added) {
    Map<String, Object> all = new LinkedHashMap<>();
    present.forEach((key, old) -> all.put(String.valueOf(key), old));
    added.forEach(
        (key, rules) -> {
          Object old = present.get(key);
          all.put(
              String.valueOf(key),
              rules instanceof Map<?, ?> deeper
                  ? merged(old instanceof Map<?, ?> map ? map : Map.of(), deeper)
                  : joined(old, (List<?>) rules));
        });
    return all;
  }

  private static List<Object> joined(@Nullable Object old, List<?> rules) {
    List<Object> all = new ArrayList<>();
    if (old instanceof List<?> list) {
      all.addAll(list);
    } else if (old instanceof Map<?, ?> targets) {
      targets.forEach((target, functions) -> all.add(Map.of(target, functions)));
    } else if (old != null) {
      all.add(old);
    }
    all.addAll(rules);
    return all;
  }
}
