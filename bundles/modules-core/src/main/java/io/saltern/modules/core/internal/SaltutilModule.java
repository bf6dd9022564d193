// SPDX-License-Identifier: Apache-2.0
package io.saltern.modules.core.internal;

import io.saltern.api.JobId;
import io.saltern.api.function.ExecutionModule;
import io.saltern.api.function.Function;
import io.saltern.api.function.JobContext;
import io.saltern.api.minion.MinionState;
import io.saltern.api.minion.RunningJobs;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The minion's own jobs and data. */
@Component(property = ExecutionModule.PROPERTY + "=saltutil")
public final class SaltutilModule implements ExecutionModule {
  private static final int SIGTERM = 15;
  private static final int SIGKILL = 9;

  private final RunningJobs jobs;
  private final MinionState minion;

  @Activate
  public SaltutilModule(@Reference RunningJobs jobs, @Reference MinionState minion) {
    this.jobs = jobs;
    this.minion = minion;
  }

  @Function(
      doc =
          """
          Return the jobs that run on the minion, but for this one.

          CLI Example:

              salt '*' saltutil.running
          """)
  public List<Map<String, @Nullable Object>> running(JobContext job) {
    String own = job.job().value();
    return jobs.running().stream()
        .filter(data -> !own.equals(data.get("jid")) && !data.containsKey("queued"))
        .toList();
  }

  @Function(
      value = "is_running",
      doc =
          """
          Return the jobs that run a function. Its name may be a glob.

          CLI Example:

              salt '*' saltutil.is_running test.sleep
          """)
  public List<Map<String, @Nullable Object>> isRunning(String fun, JobContext job) {
    Predicate<String> wanted = ShellPattern.of(fun);
    return running(job).stream()
        .filter(data -> data.get("fun") instanceof String name && wanted.test(name))
        .toList();
  }

  @Function(
      value = "find_job",
      doc =
          """
          Return a job that runs or waits to run, or nothing.

          CLI Example:

              salt '*' saltutil.find_job <job id>
          """)
  public Map<String, @Nullable Object> findJob(String jid) {
    return jobs.running().stream()
        .filter(data -> jid.equals(data.get("jid")))
        .findFirst()
        .orElse(Map.of());
  }

  @Function(
      value = "signal_job",
      doc =
          """
          End a job, as by a signal: 9 or 15.

          CLI Example:

              salt '*' saltutil.signal_job <job id> 15
          """)
  public String signalJob(String jid, int sig) {
    if (!JobId.isValid(jid)) {
      return "";
    }
    OptionalLong process = jobs.end(new JobId(jid), sig);
    return process.isEmpty()
        ? ""
        : "Signal " + sig + " sent to job " + jid + " at pid " + process.getAsLong();
  }

  @Function(
      value = "term_job",
      doc =
          """
          End a job, as by the signal SIGTERM.

          CLI Example:

              salt '*' saltutil.term_job <job id>
          """)
  public String termJob(String jid) {
    return signalJob(jid, SIGTERM);
  }

  @Function(
      value = "kill_job",
      doc =
          """
          End a job, as by the signal SIGKILL.

          CLI Example:

              salt '*' saltutil.kill_job <job id>
          """)
  public String killJob(String jid) {
    return signalJob(jid, SIGKILL);
  }

  @Function(
      value = "refresh_grains",
      doc =
          """
          Gather the grains anew.

          CLI Example:

              salt '*' saltutil.refresh_grains
          """)
  public boolean refreshGrains() {
    minion.refreshGrains();
    return true;
  }
}
