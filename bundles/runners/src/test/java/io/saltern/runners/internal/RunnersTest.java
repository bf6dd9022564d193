// SPDX-License-Identifier: Apache-2.0
package io.saltern.runners.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.Caller;
import io.saltern.api.FunctionCall;
import io.saltern.api.Job;
import io.saltern.api.JobId;
import io.saltern.api.MinionId;
import io.saltern.api.Return;
import io.saltern.api.Target;
import io.saltern.api.function.FunctionResult;
import io.saltern.api.function.FunctionTable;
import io.saltern.api.function.JobRun;
import io.saltern.api.function.PythonText;
import io.saltern.api.master.LocalClient;
import io.saltern.api.master.Presence;
import io.saltern.api.master.PublishRequest;
import io.saltern.api.testing.FixedSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Runners called by name, as salt-run calls them. */
class RunnersTest {
  private static final JobId JOB = new JobId("20261122055634738939");
  private static final JobRun RUN = new JobRun(JOB, "root", Map.of());

  private final JobsInMemory jobs = new JobsInMemory();
  private final Map<String, Object> answers = new TreeMap<>();
  private PublishRequest asked;
  private LocalClient.Patience patience;

  private final AcceptedKeys keys =
      new AcceptedKeys(List.of(new MinionId("alpha"), new MinionId("beta"), new MinionId("gamma")));

  private final Minions minions = new Minions(new FixedSettings(Path.of("/")), this::answer);
  private final FunctionTable table =
      FunctionTable.join(
          List.of(
              FunctionTable.of("manage", new ManageRunner(minions, new Present(), keys)),
              FunctionTable.of("jobs", new JobsRunner(jobs, minions))));

  /** Two minions are connected. */
  private static final class Present implements Presence {
    @Override
    public SortedMap<String, String> connected() {
      return new TreeMap<>(Map.of("alpha", "192.0.2.1", "beta", "2001:db8::2"));
    }

    @Override
    public Set<String> away(Collection<String> ids) {
      throw new AssertionError("not asked by runners");
    }
  }

  @Test
  void presenceIsToldWithoutAJob() throws Exception {
    assertThat(run("manage.present")).isEqualTo(List.of("alpha", "beta"));
    assertThat(run("manage.present", List.of("beta", "gamma"))).isEqualTo(List.of("beta"));
    assertThat(run("manage.present", List.of("beta"), true))
        .isEqualTo(Map.of("beta", "2001:db8::2"));
    assertThat(run("manage.not_present")).isEqualTo(List.of("gamma"));
    assertThat(run("manage.not_present", List.of("alpha"))).isEqualTo(List.of());
    assertThat(asked).isNull();
  }

  private List<String> answer(
      Caller caller,
      PublishRequest request,
      LocalClient.Patience howLong,
      LocalClient.Watcher watcher) {
    assertThat(caller).isEqualTo(Caller.local("root", true));
    asked = request;
    patience = howLong;
    answers.forEach((id, value) -> watcher.returned(returned(id, value)));
    return List.of("gamma");
  }

  private static Return returned(String id, Object value) {
    return new Return(JOB, new MinionId(id), value, 0, true, Map.of());
  }

  private Object run(String function, Object... arguments) throws InterruptedException {
    FunctionResult result = table.run(FunctionCall.of(function, arguments), RUN);
    assertThat(result.failure()).isNull();
    return result.value();
  }

  private void savedJob() {
    jobs.save(
        new Job(
            JOB,
            Target.list(List.of("alpha", "beta")),
            List.of(new FunctionCall("test.arg", List.of(1L, "two"), Map.of("three", 3L))),
            "root",
            List.of(new MinionId("alpha"), new MinionId("beta")),
            Map.of()));
    jobs.save(returned("alpha", true));
  }

  @Test
  void manageTellsWhoIsUpAndDown() throws Exception {
    answers.put("beta", true);
    answers.put("alpha", true);
    assertThat(run("manage.up")).isEqualTo(List.of("alpha", "beta"));
    assertThat(run("manage.down")).isEqualTo(List.of("gamma"));
    assertThat(PythonText.repr(run("manage.status")))
        .isEqualTo("{'up': ['alpha', 'beta'], 'down': ['gamma']}");
    assertThat(asked.target()).isEqualTo(Target.glob("*"));
    assertThat(asked.calls()).containsExactly(FunctionCall.of("test.ping"));
    assertThat(patience)
        .isEqualTo(new LocalClient.Patience(Duration.ofSeconds(5), Duration.ofSeconds(10)));
  }

  @Test
  void manageTakesTargetAndTimeouts() throws Exception {
    Map<String, Object> keywords = new LinkedHashMap<>();
    keywords.put("tgt", "alpha,beta");
    keywords.put("tgt_type", "list");
    keywords.put("timeout", 2L);
    keywords.put("gather_job_timeout", 1L);
    table.run(new FunctionCall("manage.up", List.of(), keywords), RUN);
    assertThat(asked.target()).isEqualTo(Target.list(List.of("alpha", "beta")));
    assertThat(patience)
        .isEqualTo(new LocalClient.Patience(Duration.ofSeconds(2), Duration.ofSeconds(1)));
  }

  @Test
  void listsJobsAsSaltDoes() throws Exception {
    savedJob();
    String about =
        "'Function': 'test.arg', 'Arguments': [1, 'two', {'__kwarg__': True, 'three': 3}],"
            + " 'Target': ['alpha', 'beta'], 'Target-type': 'list', 'User': 'root', ";
    String start = "'StartTime': '2026, Nov 22 05:56:34.738939'";
    String result = ", 'Result': {'alpha': {'return': True, 'retcode': 0, 'success': True}}}";
    assertThat(PythonText.repr(run("jobs.list_jobs")))
        .isEqualTo("{'20261122055634738939': {" + about + start + "}}");
    String whole = about + "'Minions': ['alpha', 'beta'], " + start + result;
    assertThat(PythonText.repr(run("jobs.list_job", JOB.value())))
        .isEqualTo("{'jid': '20261122055634738939', " + whole);
    assertThat(PythonText.repr(run("jobs.print_job", JOB.value())))
        .isEqualTo("{'20261122055634738939': {" + whole + "}");
    assertThat(run("jobs.last_run")).isEqualTo(run("jobs.print_job", JOB.value()));
  }

  @Test
  void looksUpTheReturnsOfAJob() throws Exception {
    savedJob();
    assertThat(run("jobs.lookup_jid", JOB.value())).isEqualTo(Map.of("alpha", true));
    assertThat(run("jobs.lookup_jid", JOB.value(), false, true))
        .isEqualTo(Map.of("beta", "Minion did not return"));
    assertThat(run("jobs.lookup_jid", "20200101000000000000")).isEqualTo(Map.of());
  }

  @Test
  void saysThatAJobIsNotKnown() throws Exception {
    assertThat(PythonText.repr(run("jobs.list_job", "20200101000000000000")))
        .isEqualTo(
            "{'jid': '20200101000000000000', 'Error': 'Cannot contact returner or no job with"
                + " this jid', 'StartTime': '2020, Jan 01 00:00:00.000000', 'Result': {}}");
    assertThat(run("jobs.last_run")).isEqualTo(false);
    FunctionResult wrong = table.run(FunctionCall.of("jobs.list_job", "x/../y"), RUN);
    assertThat(wrong.success()).isFalse();
    assertThat(wrong.value()).isEqualTo("ERROR executing 'jobs.list_job': Invalid jid: x/../y");
  }

  @Test
  void tellsWhichJobsRun() throws Exception {
    savedJob();
    Map<String, Object> running = new LinkedHashMap<>();
    running.put("jid", JOB.value());
    running.put("pid", 7L);
    answers.put("alpha", List.of());
    answers.put("beta", List.of(running));
    answers.put("broken", "no list");
    String report = PythonText.repr(run("jobs.active"));
    assertThat(asked.calls()).containsExactly(FunctionCall.of("saltutil.running"));
    assertThat(report)
        .startsWith("{'20261122055634738939': {'Function': 'test.arg'")
        .endsWith("'Running': [{'beta': 7}], 'Returned': ['alpha']}}");
  }
}
