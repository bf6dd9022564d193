// SPDX-License-Identifier: Apache-2.0
package io.saltern.runners.internal;

import io.saltern.api.FunctionCall;
import io.saltern.api.Job;
import io.saltern.api.JobId;
import io.saltern.api.MinionId;
import io.saltern.api.Return;
import io.saltern.api.function.Default;
import io.saltern.api.function.Function;
import io.saltern.api.function.FunctionException;
import io.saltern.api.function.JobContext;
import io.saltern.api.function.Runner;
import io.saltern.api.store.JobStore;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What jobs there were, and what came of them. */
@Component(property = Runner.PROPERTY + "=jobs")
public final class JobsRunner implements Runner {
  private static final int MOST_JOBS = 10_000;

  private final JobStore jobs;
  private final Minions minions;

  @Activate
  public JobsRunner(@Reference JobStore jobs, @Reference Minions minions) {
    this.jobs = jobs;
    this.minions = minions;
  }

  @Function(
      doc =
          """
          Return a report on all actively running jobs from a job id centric
          perspective

          CLI Example:

              salt-run jobs.active
          """)
  public Map<String, Map<String, @Nullable Object>> active(JobContext job)
      throws FunctionException, InterruptedException {
    Map<String, @Nullable Object> answers =
        minions.ask("*", "glob", FunctionCall.of("saltutil.running"), null, null, job).returns();
    Map<String, List<Map<String, @Nullable Object>>> running = new TreeMap<>();
    answers.forEach(
        (minion, told) -> {
          if (told instanceof Collection<?> several) {
            several.forEach(one -> addRunning(minion, one, running));
          }
        });
    Map<String, Map<String, @Nullable Object>> report = new TreeMap<>();
    for (Map.Entry<String, List<Map<String, @Nullable Object>>> one : running.entrySet()) {
      JobId id = id(one.getKey());
      Map<String, @Nullable Object> about = JobReport.about(id, jobs.job(id), false);
      about.put("Running", one.getValue());
      about.put("Returned", names(jobs.returns(id)));
      report.put(one.getKey(), about);
    }
    return report;
  }

  private static void addRunning(
      String minion,
      @Nullable Object told,
      Map<String, List<Map<String, @Nullable Object>>> running) {
    if (told instanceof Map<?, ?> data
        && data.get("jid") instanceof String jid
        && JobId.isValid(jid)) {
      Map<String, @Nullable Object> process = new LinkedHashMap<>();
      process.put(minion, data.get("pid"));
      running.computeIfAbsent(jid, absent -> new ArrayList<>()).add(process);
    }
  }

  private static List<String> names(List<Return> returns) {
    return returns.stream().map(one -> one.minion().value()).toList();
  }

  @Function(
      value = "list_jobs",
      doc =
          """
          List all detectable jobs and associated functions

          CLI Example:

              salt-run jobs.list_jobs
          """)
  public Map<String, Map<String, @Nullable Object>> listJobs() {
    Map<String, Map<String, @Nullable Object>> report = new TreeMap<>();
    for (Job job : jobs.latest(MOST_JOBS)) {
      report.put(job.id().value(), JobReport.about(job.id(), Optional.of(job), false));
    }
    return report;
  }

  @Function(
      value = "list_job",
      doc =
          """
          List a specific job given by its jid

          CLI Example:

              salt-run jobs.list_job 20130916125524463507
          """)
  public Map<String, @Nullable Object> listJob(String jid) throws FunctionException {
    JobId id = id(jid);
    Map<String, @Nullable Object> report = new LinkedHashMap<>();
    report.put("jid", jid);
    report.putAll(JobReport.about(id, jobs.job(id), true));
    report.put("Result", JobReport.results(jobs.returns(id)));
    return report;
  }

  @Function(
      value = "print_job",
      doc =
          """
          Print a specific job's detail given by its jid, including the return data.

          CLI Example:

              salt-run jobs.print_job 20130916125524463507
          """)
  public Map<String, @Nullable Object> printJob(String jid) throws FunctionException {
    Map<String, @Nullable Object> report = listJob(jid);
    report.remove("jid");
    Map<String, @Nullable Object> byJob = new LinkedHashMap<>();
    byJob.put(jid, report);
    return byJob;
  }

  @Function(
      value = "last_run",
      doc =
          """
          Print the last job's detail, including the return data.

          CLI Example:

              salt-run jobs.last_run
          """)
  public Object lastRun() throws FunctionException {
    List<Job> last = jobs.latest(1);
    return last.isEmpty() ? false : printJob(last.get(0).id().value());
  }

  @Function(
      value = "lookup_jid",
      doc =
          """
          Return the printout from a previously executed job

          jid
              The jid to look up.

          returned : True
              If ``True``, include the minions that did return from the command.

          missing : False
              If ``True``, include the minions that did *not* return from the
              command.

          CLI Example:

              salt-run jobs.lookup_jid 20130916125524463507
          """)
  public Map<String, @Nullable Object> lookupJid(
      String jid, @Default("True") boolean returned, @Default("False") boolean missing)
      throws FunctionException {
    JobId id = id(jid);
    Map<String, @Nullable Object> found = new TreeMap<>();
    List<Return> returns = jobs.returns(id);
    if (returned) {
      returns.forEach(one -> found.put(one.minion().value(), one.value()));
    }
    if (missing) {
      List<String> present = names(returns);
      jobs.job(id).stream()
          .flatMap(job -> job.minions().stream())
          .map(MinionId::value)
          .filter(minion -> !present.contains(minion))
          .forEach(minion -> found.put(minion, "Minion did not return"));
    }
    return found;
  }

  private static JobId id(String jid) throws FunctionException {
    try {
      JobId id = new JobId(jid);
      id.moment();
      return id;
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new FunctionException(FunctionException.Kind.INVOCATION, "Invalid jid: " + jid);
    }
  }
}
