// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.function;

import io.saltern.api.FunctionCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Brings the arguments of a call to a method's parameters, or says as Python does why not. */
final class Binding {
  private final String function;
  private final List<Parameter> parameters;
  private final List<Parameter> named;
  private final boolean takesPositionals;
  private final boolean takesKeywords;

  Binding(String name, List<Parameter> parameters) {
    this.function = name.substring(name.lastIndexOf('.') + 1);
    this.parameters = parameters;
    named = parameters.stream().filter(p -> p.kind() == Parameter.Kind.NAMED).toList();
    takesPositionals = parameters.stream().anyMatch(p -> p.kind() == Parameter.Kind.POSITIONALS);
    takesKeywords = parameters.stream().anyMatch(p -> p.kind() == Parameter.Kind.KEYWORDS);
  }

  @Nullable Object[] bind(FunctionCall call, JobContext job) throws FunctionException {
    List<@Nullable Object> given = call.arguments();
    Map<String, @Nullable Object> bound = new LinkedHashMap<>();
    for (int i = 0; i < Math.min(given.size(), named.size()); i++) {
      bound.put(named.get(i).name(), given.get(i));
    }
    Map<String, @Nullable Object> further = bindKeywords(call, bound);
    if (given.size() > named.size() && !takesPositionals) {
      throw misfit(tooMany(given.size()));
    }
    checkComplete(bound);
    if (takesKeywords) {
      further.putAll(job.publication());
    }
    @Nullable Object[] values = new Object[parameters.size()];
    for (int i = 0; i < values.length; i++) {
      Parameter parameter = parameters.get(i);
      values[i] =
          switch (parameter.kind()) {
            case CONTEXT -> job;
            case KEYWORDS -> further;
            case POSITIONALS ->
                new ArrayList<>(given.subList(Math.min(named.size(), given.size()), given.size()));
            case NAMED ->
                parameter.fit(
                    bound.containsKey(parameter.name())
                        ? bound.get(parameter.name())
                        : parameter.defaultValue());
          };
    }
    return values;
  }

  private Map<String, @Nullable Object> bindKeywords(
      FunctionCall call, Map<String, @Nullable Object> bound) throws FunctionException {
    Map<String, @Nullable Object> further = new LinkedHashMap<>();
    List<String> invalid = new ArrayList<>();
    for (Map.Entry<String, @Nullable Object> keyword : call.keywords().entrySet()) {
      String name = keyword.getKey();
      if (named.stream().noneMatch(p -> p.name().equals(name))) {
        further.put(name, keyword.getValue());
        invalid.add(name + "=" + PythonText.str(keyword.getValue()));
      }
    }
    if (!invalid.isEmpty() && !takesKeywords) {
      throw new FunctionException(
          FunctionException.Kind.INVOCATION,
          "The following keyword arguments are not valid: " + String.join(", ", invalid));
    }
    for (Map.Entry<String, @Nullable Object> keyword : call.keywords().entrySet()) {
      String name = keyword.getKey();
      if (bound.containsKey(name)) {
        throw misfit(function + "() got multiple values for argument '" + name + "'");
      }
      if (!further.containsKey(name)) {
        bound.put(name, keyword.getValue());
      }
    }
    return further;
  }

  private void checkComplete(Map<String, @Nullable Object> bound) throws FunctionException {
    List<String> missing =
        named.stream()
            .filter(p -> !p.optional() && !bound.containsKey(p.name()))
            .map(p -> "'" + p.name() + "'")
            .collect(Collectors.toList());
    if (!missing.isEmpty()) {
      throw misfit(
          function
              + "() missing "
              + missing.size()
              + " required positional argument"
              + (missing.size() == 1 ? "" : "s")
              + ": "
              + enumeration(missing));
    }
  }

  private static String enumeration(List<String> words) {
    int last = words.size() - 1;
    if (last <= 1) {
      return String.join(" and ", words);
    }
    return String.join(", ", words.subList(0, last)) + ", and " + words.get(last);
  }

  private String tooMany(int given) {
    long least = named.stream().filter(p -> !p.optional()).count();
    int most = named.size();
    String takes =
        least == most
            ? most + " positional argument" + (most == 1 ? "" : "s")
            : "from " + least + " to " + most + " positional arguments";
    return function
        + "() takes "
        + takes
        + " but "
        + given
        + (given == 1 ? " was" : " were")
        + " given";
  }

  private static FunctionException misfit(String message) {
    return new FunctionException(FunctionException.Kind.ARGUMENTS, message);
  }
}
