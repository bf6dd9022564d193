// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import io.saltern.api.FunctionCall;
import io.saltern.api.Job;
import io.saltern.api.MinionId;
import io.saltern.api.Target;
import io.saltern.api.TargetType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A job in Salt's words: as it is published, and as events tell of it. */
final class JobLoad {
  /** The fields that a caller may add to a publication. */
  private static final Set<String> OPTIONAL =
      Set.of(
          "ret",
          "to",
          "id",
          "master_id",
          "metadata",
          "ret_config",
          "ret_kwargs",
          "module_executors",
          "executor_opts");

  private JobLoad() {}

  /**
   * @throws IllegalArgumentException when a field is none that a publication has
   */
  static void check(Map<String, Object> extra) {
    for (String field : extra.keySet()) {
      if (!OPTIONAL.contains(field)) {
        throw new IllegalArgumentException("a publication has no optional field " + field);
      }
    }
  }

  static Map<String, Object> publication(Job job) {
    Map<String, Object> load = new LinkedHashMap<>();
    load.put("fun", function(job));
    load.put("arg", arguments(job));
    load.put("tgt", expression(job.target()));
    load.put("jid", job.id().value());
    load.put("ret", "");
    load.put("tgt_type", job.target().type().wireName());
    load.put("user", job.user());
    if (!job.target().delimiter().equals(Target.COLON)) {
      load.put("delimiter", job.target().delimiter());
    }
    load.putAll(job.extra());
    return load;
  }

  /** The data of {@code salt/job/JID/new}. */
  static Map<String, @Nullable Object> announcement(Job job, List<String> missing) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("jid", job.id().value());
    data.put("tgt_type", job.target().type().wireName());
    data.put("tgt", expression(job.target()));
    data.put("user", job.user());
    data.put("fun", function(job));
    data.put("arg", arguments(job));
    data.put("minions", ids(job));
    data.put("missing", missing);
    return data;
  }

  static List<String> ids(Job job) {
    return job.minions().stream().map(MinionId::value).toList();
  }

  /** The target as Salt's messages show it: a list as Python prints one. */
  static String shown(Target target) {
    return target.type() == TargetType.LIST
        ? target.ids().stream().map(id -> "'" + id + "'").toList().toString()
        : target.expression();
  }

  private static Object expression(Target target) {
    return target.type() == TargetType.LIST ? target.ids() : target.expression();
  }

  private static Object function(Job job) {
    return job.calls().size() == 1
        ? job.calls().get(0).function()
        : job.calls().stream().map(FunctionCall::function).toList();
  }

  private static List<?> arguments(Job job) {
    return job.calls().size() == 1
        ? job.calls().get(0).toWire()
        : job.calls().stream().map(FunctionCall::toWire).toList();
  }
}
