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
import io.saltern.api.function.Named;
import io.saltern.api.function.Runner;
import io.saltern.api.store.JobStore;
import java.time.DateTimeException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What jobs there were, and what came of them. Whoever does not administer the master sees the own
 * ones only.
 */
@Component(property = Runner.PROPERTY + "=jobs")
public final class JobsRunner implements Runner {
  private static final int MOST_JOBS = 10_000;
  private static final String FIND_JOB = "saltutil.find_job";

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
    return ActiveJobs.report(answers, new JobView(jobs, job));
  }

  @Function(
      value = "list_jobs",
      doc =
          """
          List all detectable jobs and associated functions

          If more than one of the options below are used, only jobs which match
          all of them are listed. ext_source and display_progress change nothing:
          there is one job cache.

          search_metadata
              A map. Jobs are listed whose metadata has one of its entries.

          search_function, search_target
              Globs: a list, or separated by commas.

          start_time, end_time
              As '2015, Mar 16 19:00' or '2015-03-16 19:00', in UTC.

          CLI Example:

              salt-run jobs.list_jobs
              salt-run jobs.list_jobs search_function='test.*' search_target='localhost'
              salt-run jobs.list_jobs start_time='2015, Mar 16 19:00' end_time='2015, Mar 18 22:00'
          """)
  public Map<String, Map<String, @Nullable Object>> listJobs(
      @Named("ext_source") @Default @Nullable String extSource,
      @Default @Nullable String outputter,
      @Named("search_metadata") @Default @Nullable Map<Object, @Nullable Object> searchMetadata,
      @Named("search_function") @Default @Nullable Object searchFunction,
      @Named("search_target") @Default @Nullable Object searchTarget,
      @Named("start_time") @Default @Nullable String startTime,
      @Named("end_time") @Default @Nullable String endTime,
      @Named("display_progress") @Default("False") boolean displayProgress,
      JobContext job)
      throws FunctionException {
    JobFilter filter =
        JobFilter.of(searchMetadata, searchFunction, searchTarget, startTime, endTime);
    Map<String, Map<String, @Nullable Object>> report = new TreeMap<>();
    for (Job one : new JobView(jobs, job).latest(MOST_JOBS)) {
      if (filter.lists(one)) {
        report.put(one.id().value(), JobReport.about(one.id(), Optional.of(one), false));
      }
    }
    return report;
  }

  @Function(
      value = "list_jobs_filter",
      doc =
          """
          List the latest jobs and associated functions

          CLI Example:

              salt-run jobs.list_jobs_filter 50
              salt-run jobs.list_jobs_filter 100 filter_find_job=False
          """)
  public Map<String, Map<String, @Nullable Object>> listJobsFilter(
      int count,
      @Named("filter_find_job") @Default("True") boolean filterFindJob,
      @Named("ext_source") @Default @Nullable String extSource,
      @Default @Nullable String outputter,
      @Named("display_progress") @Default("False") boolean displayProgress,
      JobContext job) {
    Map<String, Map<String, @Nullable Object>> report = new TreeMap<>();
    new JobView(jobs, job)
        .latest(MOST_JOBS).stream()
            .filter(one -> !filterFindJob || !one.calls().get(0).function().equals(FIND_JOB))
            .limit(Math.max(0, count))
            .forEach(
                one ->
                    report.put(
                        one.id().value(), JobReport.about(one.id(), Optional.of(one), false)));
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
  public Map<String, @Nullable Object> listJob(
      String jid,
      @Named("ext_source") @Default @Nullable String extSource,
      @Named("display_progress") @Default("False") boolean displayProgress,
      JobContext job)
      throws FunctionException {
    Map<String, @Nullable Object> report = new LinkedHashMap<>();
    report.put("jid", jid);
    report.putAll(whole(id(jid), new JobView(jobs, job)));
    return report;
  }

  private static Map<String, @Nullable Object> whole(JobId id, JobView view) {
    Map<String, @Nullable Object> report = JobReport.about(id, view.job(id), true);
    report.put("Result", JobReport.results(view.returns(id)));
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
  public Map<String, @Nullable Object> printJob(
      String jid, @Named("ext_source") @Default @Nullable String extSource, JobContext job)
      throws FunctionException {
    Map<String, @Nullable Object> byJob = new LinkedHashMap<>();
    byJob.put(jid, whole(id(jid), new JobView(jobs, job)));
    return byJob;
  }

  @Function(
      value = "exit_success",
      doc =
          """
          Check if a job has been executed and exit successfully

          CLI Example:

              salt-run jobs.exit_success 20160520145827701627
          """)
  public Map<String, Boolean> exitSuccess(
      String jid, @Named("ext_source") @Default @Nullable String extSource, JobContext job)
      throws FunctionException {
    JobId id = id(jid);
    JobView view = new JobView(jobs, job);
    Map<String, Boolean> success = new TreeMap<>();
    view.job(id).stream()
        .flatMap(one -> one.minions().stream())
        .forEach(minion -> success.put(minion.value(), false));
    view.returns(id)
        .forEach(one -> success.put(one.minion().value(), JobReport.isTrue(one.value())));
    return success;
  }

  @Function(
      value = "last_run",
      doc =
          """
          Print the last job's detail, including the return data.

          CLI Example:

              salt-run jobs.last_run
              salt-run jobs.last_run target=nodename
              salt-run jobs.last_run function='cmd.run'
              salt-run jobs.last_run metadata="{'foo': 'bar'}"
          """)
  public Object lastRun(
      @Named("ext_source") @Default @Nullable String extSource,
      @Default @Nullable String outputter,
      @Default @Nullable Map<Object, @Nullable Object> metadata,
      @Default @Nullable Object function,
      @Default @Nullable Object target,
      @Named("display_progress") @Default("False") boolean displayProgress,
      JobContext job)
      throws FunctionException {
    JobFilter filter = JobFilter.of(metadata, function, target, null, null);
    Optional<Job> last =
        new JobView(jobs, job).latest(MOST_JOBS).stream().filter(filter::lists).findFirst();
    return last.isEmpty() ? false : printJob(last.get().id().value(), null, job);
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
      String jid,
      @Named("ext_source") @Default @Nullable String extSource,
      @Default("True") boolean returned,
      @Default("False") boolean missing,
      @Named("display_progress") @Default("False") boolean displayProgress,
      JobContext job)
      throws FunctionException {
    JobId id = id(jid);
    JobView view = new JobView(jobs, job);
    Map<String, @Nullable Object> found = new TreeMap<>();
    List<Return> returns = view.returns(id);
    if (returned) {
      returns.forEach(one -> found.put(one.minion().value(), one.value()));
    }
    if (missing) {
      List<String> present = JobReport.names(returns);
      view.job(id).stream()
          .flatMap(one -> one.minions().stream())
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
