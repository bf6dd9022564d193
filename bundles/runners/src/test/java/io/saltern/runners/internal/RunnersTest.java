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
import io.saltern.api.function.Function;
import io.saltern.api.function.FunctionResult;
import io.saltern.api.function.FunctionTable;
import io.saltern.api.function.JobRun;
import io.saltern.api.function.PythonText;
import io.saltern.api.master.AccessRequest;
import io.saltern.api.master.LocalClient;
import io.saltern.api.master.MasterFunctions;
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
  private static final JobRun RUN = new JobRun(JOB, Caller.local("root", true));

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
              FunctionTable.of("manage", new ManageRunner(minions, new Present(), keys, "0.1.0")),
              FunctionTable.of("jobs", new JobsRunner(jobs, minions)),
              FunctionTable.of("doc", new DocRunner(new Documented(), minions))));

  /** Has one function of each kind. */
  private static final class Documented implements MasterFunctions {
    @Override
    public FunctionTable table(AccessRequest.Kind kind) {
      return FunctionTable.of("here", new Here());
    }

    @Override
    public FunctionResult run(
        Caller caller, AccessRequest.Kind kind, FunctionCall call, JobId job) {
      throw new AssertionError("not asked by runners");
    }
  }

  /** A module. */
  public static final class Here {
    @Function(doc = "Where it runs.")
    public boolean kind() {
      return true;
    }
  }

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
    assertThat(caller.administers()).isTrue();
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
    assertThat(run("jobs.lookup_jid", JOB.value(), "", false, true))
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

  @Test
  void listsOnlyTheJobsThatMatchAllFilters() throws Exception {
    jobs.save(
        new Job(
            JOB,
            Target.glob("web*"),
            List.of(FunctionCall.of("test.ping"), FunctionCall.of("pkg.install")),
            "root",
            List.of(),
            Map.of("metadata", Map.of("foo", "bar"))));
    for (Map<String, Object> filter :
        List.<Map<String, Object>>of(
            Map.of("search_function", "pkg.*"),
            Map.of("search_function", List.of("x.y", "test.ping")),
            Map.of("search_target", "db1, web*"),
            Map.of("search_metadata", Map.of("foo", "bar", "baz", 1L)),
            Map.of("start_time", "2026, Nov 22 05:56", "end_time", "2026-11-22 05:57"),
            Map.of("start_time", "2026-11-22"))) {
      assertThat(listed(filter)).containsOnlyKeys(JOB.value());
    }
    for (Map<String, Object> filter :
        List.<Map<String, Object>>of(
            Map.of("search_function", "pkg"),
            Map.of("search_function", "test.*", "search_target", "db*"),
            Map.of("search_metadata", Map.of("foo", "x")),
            Map.of("start_time", "2026, Nov 22 06:00"),
            Map.of("end_time", "2026-11-22T05:00:00"))) {
      assertThat(listed(filter)).isEmpty();
    }
    Map<String, Object> odd = Map.of("start_time", "yesterday");
    assertThat(table.run(new FunctionCall("jobs.list_jobs", List.of(), odd), RUN).success())
        .isFalse();
    assertThat((Map<?, ?>) run("jobs.list_jobs_filter", 5L)).hasSize(1);
    assertThat((Map<?, ?>) run("jobs.list_jobs_filter", 0L)).isEmpty();
    Map<String, Object> last = Map.of("function", "no.such");
    assertThat(table.run(new FunctionCall("jobs.last_run", List.of(), last), RUN).value())
        .isEqualTo(false);
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> listed(Map<String, Object> filter) throws InterruptedException {
    FunctionResult result = table.run(new FunctionCall("jobs.list_jobs", List.of(), filter), RUN);
    assertThat(result.failure()).isNull();
    return (Map<String, Object>) result.value();
  }

  @Test
  void saysWhoHasDoneAJobWell() throws Exception {
    savedJob();
    assertThat(run("jobs.exit_success", JOB.value()))
        .isEqualTo(Map.of("alpha", true, "beta", false));
  }

  @Test
  void whoeverIsNoAdministratorSeesTheOwnJobsOnly() throws Exception {
    JobId own = new JobId("20261122060000000000");
    Caller fred = new Caller("fred", Caller.Proof.EAUTH, "file", Set.of());
    jobs.save(
        new Job(
            own,
            Target.glob("*"),
            List.of(FunctionCall.of("test.ping")),
            "fred",
            fred.origin(),
            List.of(new MinionId("alpha")),
            Map.of()));
    savedJob();
    Map<String, Object> running = new LinkedHashMap<>();
    running.put("jid", JOB.value());
    answers.put("beta", List.of(running, Map.of("jid", own.value(), "pid", 7L)));
    Caller token = new Caller("fred", Caller.Proof.TOKEN, "file", Set.of());
    for (Caller caller : List.of(fred, token)) {
      assertThat(seen(caller, "jobs.list_jobs")).isEqualTo(Set.of(own.value()));
      assertThat(seen(caller, "jobs.active")).isEqualTo(Set.of(own.value()));
      assertThat(seen(caller, "jobs.last_run")).isEqualTo(Set.of(own.value()));
      assertThat(seen(caller, "jobs.exit_success", own.value())).isEqualTo(Set.of("alpha"));
    }
    for (Caller caller :
        List.of(
            fred,
            Caller.local("fred", false),
            Caller.local("root", false),
            Caller.minion(new MinionId("fred")),
            Caller.minion(new MinionId("root")),
            new Caller("fred", Caller.Proof.EAUTH, "pam", Set.of()))) {
      for (String function : List.of("jobs.lookup_jid", "jobs.exit_success")) {
        assertThat(seen(caller, function, JOB.value())).isEmpty();
      }
      FunctionResult job =
          table.run(FunctionCall.of("jobs.list_job", JOB.value()), new JobRun(JOB, caller));
      assertThat(String.valueOf(job.value()))
          .contains("no job with this jid", "Result={}")
          .doesNotContain("test.arg");
    }
    assertThat(seen(Caller.shell("karaf"), "jobs.list_jobs"))
        .isEqualTo(Set.of(own.value(), JOB.value()));
    // of nobody
    FunctionResult nobody =
        table.run(FunctionCall.of("jobs.list_jobs"), new JobRun(JOB, "root", Map.of()));
    assertThat((Map<?, ?>) nobody.value()).isEmpty();
  }

  private Set<?> seen(Caller caller, String function, Object... arguments)
      throws InterruptedException {
    FunctionResult result =
        table.run(FunctionCall.of(function, arguments), new JobRun(JOB, caller));
    assertThat(result.failure()).isNull();
    return ((Map<?, ?>) result.value()).keySet();
  }

  @Test
  void comparesVersions() throws Exception {
    answers.put("alpha", "0.1.0");
    answers.put("beta", "3008.2");
    answers.put("delta", "0.0.9+5.gabc");
    answers.put("odd", false);
    assertThat(run("manage.versions"))
        .isEqualTo(
            Map.of(
                "Up to date", Map.of("alpha", "0.1.0"),
                "Minion newer than master", Map.of("beta", "3008.2"),
                "Minion requires update", Map.of("delta", "0.0.9+5.gabc"),
                "Minion offline", Map.of("gamma", false, "odd", false),
                "Master", "0.1.0"));
  }

  @Test
  void collectsDocumentation() throws Exception {
    answers.put("alpha", Map.of("test.ping", "Ping."));
    answers.put("beta", "odd");
    assertThat(run("doc.execution")).isEqualTo(Map.of("test.ping", "Ping."));
    assertThat(((Map<?, ?>) run("doc.runner")).keySet()).isEqualTo(Set.of("here.kind"));
    assertThat(((Map<?, ?>) run("doc.wheel")).values().toString()).contains("Where it runs.");
  }
}
