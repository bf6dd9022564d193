// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.internal;

import io.saltern.api.FunctionCall;
import io.saltern.api.JobId;
import io.saltern.api.Target;
import io.saltern.api.TargetType;
import io.saltern.api.function.PythonText;
import io.saltern.api.transport.Endpoint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A job as a master published it.
 *
 * @param master the one that did
 * @param functions one, or several to be run in turn
 * @param arguments those of each function, as on the wire
 * @param compound whether the answer holds a map by function
 * @param load all fields
 */
record Publication(
    Endpoint master,
    JobId job,
    Target target,
    List<String> functions,
    List<List<@Nullable Object>> arguments,
    boolean compound,
    Map<String, @Nullable Object> load) {

  /** Reads it, or says what is wrong with it by being empty. */
  static Optional<Publication> read(Endpoint master, Map<String, ? extends @Nullable Object> load) {
    String jid = PythonText.str(load.get("jid"));
    Optional<Target> target = target(load);
    Object fun = load.get("fun");
    Object arg = load.get("arg");
    if (!JobId.isValid(jid) || target.isEmpty() || !(arg instanceof List<?> arg1)) {
      return Optional.empty();
    }
    List<String> functions = new ArrayList<>();
    List<List<@Nullable Object>> arguments = new ArrayList<>();
    if (fun instanceof String one) {
      functions.add(one);
      arguments.add(new ArrayList<>(arg1));
    } else if (fun instanceof List<?> several && several.size() == arg1.size()) {
      several.forEach(one -> functions.add(PythonText.str(one)));
      arg1.forEach(
          one -> arguments.add(one instanceof List<?> list ? new ArrayList<>(list) : List.of()));
    }
    if (functions.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Publication(
            master,
            new JobId(jid),
            target.get(),
            functions,
            arguments,
            fun instanceof List,
            new LinkedHashMap<>(load)));
  }

  private static Optional<Target> target(Map<String, ? extends @Nullable Object> load) {
    Object tgt = load.get("tgt");
    Object type = load.containsKey("tgt_type") ? load.get("tgt_type") : "glob";
    Object delimiter = load.get("delimiter");
    if (tgt instanceof Collection<?> ids) {
      return Optional.of(Target.list(ids.stream().map(PythonText::str).toList()));
    }
    if (!(tgt instanceof String expression)) {
      return Optional.empty();
    }
    return TargetType.of(PythonText.str(type))
        .map(
            known ->
                new Target(
                    known, expression, delimiter instanceof String own ? own : Target.COLON));
  }

  /** Who wants it. */
  String user() {
    Object user = load.get("user");
    return user == null ? "" : PythonText.str(user);
  }

  /** What {@code fun} is in the answer. */
  Object fun() {
    return compound ? functions : functions.get(0);
  }

  /** What {@code fun_args} is in the answer: the arguments without marks. */
  Object funArgs() {
    List<Object> all = new ArrayList<>();
    arguments.forEach(one -> all.add(unmarked(one)));
    return compound ? all : all.get(0);
  }

  private static List<@Nullable Object> unmarked(List<@Nullable Object> arguments) {
    List<@Nullable Object> plain = new ArrayList<>();
    for (Object one : arguments) {
      if (one instanceof Map<?, ?> map && map.containsKey(FunctionCall.KEYWORD_MARK)) {
        Map<Object, @Nullable Object> keywords = new LinkedHashMap<>(map);
        keywords.remove(FunctionCall.KEYWORD_MARK);
        plain.add(keywords);
      } else {
        plain.add(one);
      }
    }
    return plain;
  }
}
