// SPDX-License-Identifier: Apache-2.0
package io.saltern.runners.internal;

import io.saltern.api.JobId;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What minions say they are running, by job. */
final class ActiveJobs {
  private ActiveJobs() {}

  /**
   * As {@code jobs.active} reports it.
   *
   * @param answers to {@code saltutil.running}, by minion; odd ones are left out
   */
  static Map<String, Map<String, @Nullable Object>> report(
      Map<String, ? extends @Nullable Object> answers, JobView view) {
    Map<JobId, List<Map<String, @Nullable Object>>> running = new TreeMap<>();
    answers.forEach(
        (minion, told) -> {
          if (told instanceof Collection<?> several) {
            several.forEach(one -> add(minion, one, running));
          }
        });
    Map<String, Map<String, @Nullable Object>> report = new TreeMap<>();
    running.forEach(
        (id, processes) -> {
          if (view.shows(id)) {
            Map<String, @Nullable Object> about = JobReport.about(id, view.job(id), false);
            about.put("Running", processes);
            about.put("Returned", JobReport.names(view.returns(id)));
            report.put(id.value(), about);
          }
        });
    return report;
  }

  private static void add(
      String minion,
      @Nullable Object told,
      Map<JobId, List<Map<String, @Nullable Object>>> running) {
    if (told instanceof Map<?, ?> data && data.get("jid") instanceof String jid && isMoment(jid)) {
      Map<String, @Nullable Object> process = new LinkedHashMap<>();
      process.put(minion, data.get("pid"));
      running.computeIfAbsent(new JobId(jid), absent -> new ArrayList<>()).add(process);
    }
  }

  private static boolean isMoment(String jid) {
    try {
      return JobId.isValid(jid) && new JobId(jid).moment() != null;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
