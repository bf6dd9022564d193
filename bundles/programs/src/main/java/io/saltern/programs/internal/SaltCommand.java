// SPDX-License-Identifier: Apache-2.0
package io.saltern.programs.internal;

import io.saltern.api.FunctionCall;
import io.saltern.api.Target;
import io.saltern.api.TargetType;
import io.saltern.cli.ArgumentParser;
import io.saltern.cli.CommandLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What {@code salt} was told to run.
 *
 * @param extra further fields of the publication
 */
record SaltCommand(Target target, List<FunctionCall> calls, Map<String, Object> extra) {
  private static final Map<String, TargetType> TYPES = types();
  private static final String DOC = "sys.doc";

  /** A command that Salt ends with 42 and these words. */
  static final class IncompleteException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean helpWanted;

    IncompleteException(String message, boolean helpWanted) {
      super(message);
      this.helpWanted = helpWanted;
    }

    /** Whether Salt shows its help first. */
    boolean helpWanted() {
      return helpWanted;
    }
  }

  SaltCommand {
    calls = List.copyOf(calls);
    extra = Map.copyOf(extra);
  }

  /** The same for other minions. */
  SaltCommand at(Target other) {
    return new SaltCommand(other, calls, extra);
  }

  private static Map<String, TargetType> types() {
    Map<String, TargetType> types = new LinkedHashMap<>();
    types.put("pcre", TargetType.PCRE);
    types.put("list", TargetType.LIST);
    types.put("grain", TargetType.GRAIN);
    types.put("grain-pcre", TargetType.GRAIN_PCRE);
    types.put("nodegroup", TargetType.NODEGROUP);
    types.put("compound", TargetType.COMPOUND);
    types.put("pillar", TargetType.PILLAR);
    types.put("pillar-pcre", TargetType.PILLAR_PCRE);
    types.put("ipcidr", TargetType.IPCIDR);
    return types;
  }

  /**
   * @throws IncompleteException when a target, a function or arguments are missing
   */
  static SaltCommand of(CommandLine line, ArgumentParser parser) throws IncompleteException {
    List<String> words = line.arguments();
    if (words.isEmpty() || words.get(0).isEmpty()) {
      throw new IncompleteException(
          "\nCannot execute command without defining a target.\n\n", true);
    }
    Set<String> literal = Set.of(line.value("no-parse").orElse("").split(",", -1));
    Target target = target(line, words.get(0));
    if (line.has("preview-target")) {
      return new SaltCommand(target, List.of(), Map.of());
    }
    if (line.has("doc")) {
      List<String> about = words.subList(1, words.size());
      return new SaltCommand(
          target, List.of(new FunctionCall(DOC, new ArrayList<>(about), Map.of())), Map.of());
    }
    if (words.size() < 2 || words.get(1).isEmpty()) {
      throw new IncompleteException("\nIncomplete options passed.\n\n", true);
    }
    String function = words.get(1);
    List<String> rest = words.subList(2, words.size());
    List<FunctionCall> calls = new ArrayList<>();
    if (function.indexOf(',') < 0) {
      calls.add(parser.call(function, rest, literal));
    } else {
      List<String> functions = List.of(function.split(",", -1));
      String separator = line.value("args-separator").orElse(",");
      List<List<String>> arguments = split(rest, functions.size(), separator);
      for (int i = 0; i < functions.size(); i++) {
        calls.add(parser.call(functions.get(i), arguments.get(i), literal));
      }
    }
    return new SaltCommand(target, calls, extra(line, parser));
  }

  private static Target target(CommandLine line, String expression) {
    for (Map.Entry<String, TargetType> type : TYPES.entrySet()) {
      if (line.has(type.getKey())) {
        boolean spaces = type.getValue() == TargetType.LIST && expression.indexOf(',') < 0;
        String ids = spaces ? String.join(",", expression.strip().split("\\s+", -1)) : expression;
        return new Target(type.getValue(), ids, line.value("delimiter").orElse(Target.COLON));
      }
    }
    return new Target(TargetType.GLOB, expression, line.value("delimiter").orElse(Target.COLON));
  }

  private static Map<String, Object> extra(CommandLine line, ArgumentParser parser) {
    Map<String, Object> extra = new LinkedHashMap<>();
    line.value("return").ifPresent(returner -> extra.put("ret", returner));
    line.value("metadata")
        .ifPresent(
            typed -> {
              Object value = parser.value(typed);
              extra.put("metadata", value == null ? typed : value);
            });
    return extra;
  }

  /** The arguments of each function of a compound command. */
  private static List<List<String>> split(List<String> rest, int functions, String separator)
      throws IncompleteException {
    boolean standAlone = rest.stream().filter(separator::equals).count() == functions - 1;
    List<List<String>> arguments = new ArrayList<>();
    arguments.add(new ArrayList<>());
    for (String argument : rest) {
      if (standAlone && !argument.equals(separator)) {
        arguments.get(arguments.size() - 1).add(argument);
      } else {
        splitOne(argument, separator, arguments);
      }
    }
    if (functions > arguments.size()) {
      throw new IncompleteException(
          "Cannot execute compound command without defining all arguments.\n", false);
    }
    if (functions < arguments.size()) {
      throw new IncompleteException(
          "Cannot execute compound command with more arguments than commands.\n", false);
    }
    return arguments;
  }

  private static void splitOne(String argument, String separator, List<List<String>> arguments) {
    if (separator.isEmpty() || !argument.contains(separator)) {
      arguments.get(arguments.size() - 1).add(argument);
      return;
    }
    String[] parts = argument.split(java.util.regex.Pattern.quote(separator), -1);
    for (int i = 0; i < parts.length; i++) {
      if (i > 0) {
        arguments.add(new ArrayList<>());
      }
      if (!parts[i].isEmpty()) {
        arguments.get(arguments.size() - 1).add(parts[i]);
      }
    }
  }

  /** Whether it asks for documentation, which is printed in a form of its own. */
  boolean asksForDocumentation() {
    return calls.size() == 1 && calls.get(0).function().equals(DOC);
  }
}
