// SPDX-License-Identifier: Apache-2.0
package io.saltern.runners.internal;

import io.saltern.api.FunctionCall;
import io.saltern.api.Job;
import io.saltern.api.JobId;
import io.saltern.api.MinionId;
import io.saltern.api.Return;
import io.saltern.api.TargetType;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Jobs and returns in the form that Salt's runner reports them. */
final class JobReport {
  private static final DateTimeFormatter START =
      DateTimeFormatter.ofPattern("uuuu, MMM dd HH:mm:ss.SSSSSS", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private JobReport() {}

  /** What was asked of whom by whom, and when. */
  static Map<String, @Nullable Object> about(JobId id, Optional<Job> job, boolean minions) {
    Map<String, @Nullable Object> report = new LinkedHashMap<>();
    if (job.isPresent()) {
      describe(job.get(), report, minions);
    } else {
      report.put("Error", "Cannot contact returner or no job with this jid");
    }
    report.put("StartTime", START.format(id.moment()));
    return report;
  }

  private static void describe(Job job, Map<String, @Nullable Object> report, boolean minions) {
    boolean single = job.calls().size() == 1;
    List<String> functions = job.calls().stream().map(FunctionCall::function).toList();
    List<List<@Nullable Object>> arguments =
        job.calls().stream().map(FunctionCall::toWire).toList();
    report.put("Function", single ? functions.get(0) : functions);
    report.put("Arguments", single ? arguments.get(0) : arguments);
    boolean list = job.target().type() == TargetType.LIST;
    report.put("Target", list ? job.target().ids() : job.target().expression());
    report.put("Target-type", job.target().type().wireName());
    report.put("User", job.user());
    if (job.extra().containsKey("metadata")) {
      report.put("Metadata", job.extra().get("metadata"));
    }
    if (minions) {
      report.put("Minions", job.minions().stream().map(MinionId::value).toList());
    }
  }

  /** Returns by minion, each with its return code. */
  static Map<String, @Nullable Object> results(List<Return> returns) {
    Map<String, @Nullable Object> results = new TreeMap<>();
    for (Return one : returns) {
      Map<String, @Nullable Object> result = new LinkedHashMap<>();
      result.put("return", one.value());
      result.put("retcode", (long) one.retcode());
      result.put("success", one.success());
      Object outputter = one.load().get("out");
      if (outputter != null) {
        result.put("out", outputter);
      }
      results.put(one.minion().value(), result);
    }
    return results;
  }

  /** Who has returned. */
  static List<String> names(List<Return> returns) {
    return returns.stream().map(one -> one.minion().value()).toList();
  }

  /** Whether Python takes the value for true. */
  static boolean isTrue(@Nullable Object value) {
    if (value instanceof Number number) {
      return number.doubleValue() != 0;
    }
    if (value instanceof Collection<?> several) {
      return !several.isEmpty();
    }
    if (value instanceof Map<?, ?> map) {
      return !map.isEmpty();
    }
    return value != null && !Boolean.FALSE.equals(value) && !"".equals(value);
  }
}
