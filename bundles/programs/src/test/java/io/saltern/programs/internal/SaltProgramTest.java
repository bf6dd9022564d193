// SPDX-License-Identifier: Apache-2.0
package io.saltern.programs.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.FunctionCall;
import io.saltern.api.Target;
import io.saltern.api.TargetType;
import io.saltern.api.config.MasterOptions;
import io.saltern.api.testing.FixedSettings;
import io.saltern.config.internal.SaltYaml;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SaltProgramTest {
  private static final String SILENT =
      "gamma:\n"
          + "    Minion did not return. [No response]\n"
          + "    The minions may not have all finished running and any remaining minions will"
          + " return upon completion. To look up the return data for this job later, run the"
          + " following command:\n"
          + "    \n"
          + "    salt-run jobs.lookup_jid 20261122000000000001\n";
  private static final String BAD = "ERROR: Minions returned with non-zero exit code\n";

  @TempDir Path root;
  private final Fleet fleet = new Fleet();
  private SaltProgram salt;

  @BeforeEach
  void start() {
    FixedSettings settings =
        new FixedSettings(root)
            .with(MasterOptions.TIMEOUT, 1L)
            .with(MasterOptions.GATHER_JOB_TIMEOUT, 0L);
    salt =
        new SaltProgram(
            new PresentSettings(settings),
            new SaltYaml(),
            fleet,
            new EventLocalClient(fleet, fleet, fleet),
            fleet,
            new KnownUsers());
    fleet.minion("alpha", (request, id) -> Fleet.returning(true));
    fleet.minion("beta", (request, id) -> Fleet.returning(true));
  }

  @AfterEach
  void listensNoMore() {
    assertThat(fleet.listening()).isZero();
  }

  private static String batched(String minion, long job, Object value, int code) {
    return "%s:\n    %s\njid:\n    20261122%012d\nretcode:\n    %d\n"
        .formatted(minion, value, job, code);
  }

  @Test
  void runsBatchesOneAfterTheOther() throws Exception {
    TestCall call = new TestCall("-b", "1", "*", "test.ping");
    assertThat(salt.run(call)).isZero();
    assertThat(call.output())
        .isEqualTo(
            "\nExecuting run on ['alpha']\n\n"
                + batched("alpha", 2, "True", 0)
                + "\nExecuting run on ['beta']\n\n"
                + batched("beta", 3, "True", 0));
    assertThat(call.errors()).isEmpty();
  }

  @Test
  void runsAShareOfTheMinionsAtOnce() throws Exception {
    for (int i = 0; i < 8; i++) {
      fleet.minion("m" + i, (request, id) -> Fleet.returning(true));
    }
    assertThat(salt.run(new TestCall("--batch=30%", "*", "test.ping", "-s"))).isZero();
    assertThat(fleet.published.get(1).target().ids()).containsExactly("alpha", "beta", "m0");
    assertThat(fleet.published.subList(1, fleet.published.size()))
        .flatExtracting(request -> request.target().ids())
        .containsExactlyInAnyOrder("alpha", "beta", "m0", "m1", "m2", "m3", "m4", "m5", "m6", "m7");
  }

  @Test
  void endsABatchWithTheHighestCode() throws Exception {
    fleet.minion("beta", (request, id) -> failing(3));
    assertThat(salt.run(new TestCall("-b", "2", "*", "test.retcode", "3"))).isEqualTo(3);
  }

  private static Map<String, Object> failing(long code) {
    Map<String, Object> load = Fleet.returning("no");
    load.put("retcode", code);
    return load;
  }

  @Test
  void stopsABatchAtTheFirstFailureWhenAsked() throws Exception {
    fleet.minion("alpha", (request, id) -> failing(3));
    TestCall call = new TestCall("-b", "1", "--failhard", "*", "test.retcode", "3");
    assertThat(salt.run(call)).isEqualTo(3);
    assertThat(call.output())
        .isEqualTo("\nExecuting run on ['alpha']\n\n" + batched("alpha", 2, "no", 3));
    assertThat(call.errors())
        .isEqualTo(
            "[ERROR   ] Minion alpha returned with non-zero exit code. Batch run stopped due to"
                + " failhard\n");
  }

  @Test
  void sendsNoBatchToWhoDoesNotAnswer() throws Exception {
    fleet.minion("beta", (request, id) -> null);
    TestCall call = new TestCall("-b", "5", "*", "test.ping");
    assertThat(salt.run(call)).isZero();
    assertThat(call.output())
        .startsWith(
            "Minion beta did not respond. No job will be sent.\n\nExecuting run on ['alpha']")
        .doesNotContain("beta:");
  }

  @Test
  void goesOnAfterAMinionThatFellSilent() throws Exception {
    fleet.minion(
        "alpha",
        (request, id) ->
            request.calls().get(0).function().equals("test.ping") ? Fleet.returning(true) : null);
    TestCall call = new TestCall("-b", "1", "*", "test.echo", "x");
    assertThat(salt.run(call)).isZero();
    assertThat(call.output())
        .contains("Minion 'alpha' failed to respond to job sent\n", "\nbeta:\n    True\n");
  }

  @Test
  void waitsAfterEachReturnBeforeTheNext() throws Exception {
    long start = System.nanoTime();
    assertThat(salt.run(new TestCall("-b", "1", "--batch-wait=1", "*", "test.ping"))).isZero();
    assertThat(System.nanoTime() - start).isGreaterThan(1_000_000_000L);
  }

  @Test
  void refusesABatchThatTheCallerMayNotRun() throws Exception {
    fleet.refusing = true;
    TestCall call = new TestCall("-b", "1", "*", "cmd.run", "id");
    assertThat(salt.run(call)).isEqualTo(1);
    assertThat(call.errors()).isEqualTo("Authorization error occurred.\n");
    assertThat(fleet.published).isEmpty();
  }

  @Test
  void tellsThatABatchHasNobody() throws Exception {
    TestCall call = new TestCall("-b", "1", "nobody", "test.ping");
    assertThat(salt.run(call)).isZero();
    assertThat(call.output())
        .isEqualTo(
            "No minions matched the target. No command was sent, no jid was assigned.\n"
                + "No minions matched the target.\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "0", "-1", "%", "1.5", "1%%"})
  void saysWhichSizesABatchCanHave(String size) throws Exception {
    TestCall call = new TestCall("--batch=" + size, "*", "test.ping");
    assertThat(salt.run(call)).isEqualTo(64);
    assertThat(call.errors())
        .contains("Invalid batch specification '" + size + "': must be an integer or percentage");
    assertThat(fleet.published).isEmpty();
  }

  @Test
  void switchesToBatchesWhenThereAreTooMany() throws Exception {
    TestCall few = new TestCall("--batch-safe-limit=3", "*", "test.ping");
    assertThat(salt.run(few)).isZero();
    assertThat(few.output()).isEqualTo("alpha:\n    True\nbeta:\n    True\n");

    TestCall many = new TestCall("--batch-safe-limit=2", "--batch-safe-size=1", "*", "test.ping");
    assertThat(salt.run(many)).isZero();
    assertThat(many.output())
        .startsWith(
            "\nNOTICE: Too many minions targeted, switching to batch execution.\n"
                + "\nExecuting run on ['alpha']\n")
        .contains("Executing run on ['beta']");
  }

  @Test
  void runsOnSomeMinionsThatHaveTheFunction() throws Exception {
    fleet.minion("beta", (request, id) -> Fleet.returning(List.of("test.echo")));
    fleet.minion("alpha", (request, id) -> Fleet.returning(List.of("test.ping", "test.echo")));
    TestCall call = new TestCall("--subset=1", "*", "test.ping");
    assertThat(salt.run(call)).isZero();
    assertThat(fleet.published.get(1).target()).isEqualTo(Target.list(List.of("alpha")));
    assertThat(fleet.published.get(1).calls()).containsExactly(FunctionCall.of("test.ping"));

    assertThat(salt.run(new TestCall("--subset=5", "*", "test.echo", "x"))).isZero();
    assertThat(fleet.published.get(3).target().ids()).containsExactlyInAnyOrder("alpha", "beta");

    TestCall nobody = new TestCall("--subset=1", "*", "nosuch.fun");
    assertThat(salt.run(nobody)).isEqualTo(2);
    assertThat(nobody.output()).startsWith("No minions matched the target.");
  }

  @Test
  void tellsSilentMinionsFromThoseThatAreNotConnected() throws Exception {
    fleet.minion("beta", (request, id) -> null);
    fleet.minion("gamma", (request, id) -> null);
    fleet.away.add("beta");
    TestCall call = new TestCall("-v", "--summary", "*", "test.ping");
    assertThat(salt.run(call)).isEqualTo(1);
    assertThat(call.output())
        .contains("beta:\n    Minion did not return. [Not connected]\n" + SILENT)
        .contains("# of minions that did not return: 2\n")
        .contains("Minions not connected: beta\nMinions not responding: gamma\n");
  }

  @Test
  void showsWhatEachMinionReturns() throws Exception {
    TestCall call = new TestCall("*", "test.ping");
    assertThat(salt.run(call)).isZero();
    assertThat(call.output()).isEqualTo("alpha:\n    True\nbeta:\n    True\n");
    assertThat(call.errors()).isEmpty();
  }

  @Test
  void showsAllTogetherWhenStatic() throws Exception {
    TestCall call = new TestCall("*", "test.ping", "--static", "--out=json");
    assertThat(salt.run(call)).isZero();
    assertThat(call.output()).isEqualTo("{\n    \"alpha\": true,\n    \"beta\": true\n}\n");
  }

  @Test
  void tellsOfSilentMinionsAfterAskingThem() throws Exception {
    fleet.minion("gamma", (request, id) -> null);
    TestCall call = new TestCall("*", "test.ping");
    assertThat(salt.run(call)).isEqualTo(1);
    assertThat(call.output()).isEqualTo("alpha:\n    True\nbeta:\n    True\n" + SILENT);
    assertThat(call.errors()).isEqualTo(BAD);
    assertThat(fleet.published.get(1).target()).isEqualTo(Target.list(List.of("gamma")));
    assertThat(fleet.published.get(1).calls())
        .containsExactly(FunctionCall.of("saltutil.find_job", "20261122000000000001"));
  }

  @Test
  void waitsForAMinionThatStillRunsTheJob() throws Exception {
    fleet.minion(
        "gamma",
        (request, id) -> {
          if (!request.calls().get(0).function().equals("saltutil.find_job")) {
            return null;
          }
          String job = (String) request.calls().get(0).arguments().get(0);
          fleet.fire("salt/job/" + id + "/ret/gamma", Fleet.returning(Map.of("jid", job)));
          fleet.fire("salt/job/" + job + "/ret/gamma", Fleet.returning("late"));
          return null;
        });
    TestCall call = new TestCall("gamma", "test.sleep", "2");
    assertThat(salt.run(call)).isZero();
    assertThat(call.output()).isEqualTo("gamma:\n    late\n");
  }

  @Test
  void failsWhenAFunctionFailed() throws Exception {
    Map<String, Object> load = Fleet.returning("no");
    load.put("retcode", 3L);
    fleet.minion("alpha", (request, id) -> load);
    TestCall call = new TestCall("alpha", "test.retcode", "3");
    assertThat(salt.run(call)).isEqualTo(1);
    assertThat(call.output()).isEqualTo("alpha:\n    no\n");
    assertThat(call.errors()).isEqualTo(BAD);
  }

  @Test
  void usesTheOutputterThatTheMinionSuggests() throws Exception {
    Map<String, Object> load = Fleet.returning("a\nb");
    load.put("out", "txt");
    fleet.minion("alpha", (request, id) -> load);
    TestCall call = new TestCall("alpha", "cmd.run", "x");
    assertThat(salt.run(call)).isZero();
    assertThat(call.output()).isEqualTo("alpha: a\nalpha: b\n");
  }

  @Test
  void saysTheJobWhenAsked() throws Exception {
    TestCall verbose = new TestCall("alpha", "test.ping", "-v");
    salt.run(verbose);
    assertThat(verbose.output())
        .isEqualTo(
            "Executing job with jid 20261122000000000001\n"
                + "-------------------------------------------\n\nalpha:\n    True\n");
    TestCall shown = new TestCall("alpha", "test.ping", "--show-jid");
    salt.run(shown);
    assertThat(shown.output()).isEqualTo("jid: 20261122000000000002\nalpha:\n    True\n");
    TestCall async = new TestCall("alpha", "test.ping", "--async");
    salt.run(async);
    assertThat(async.output()).isEqualTo("Executed command with job ID: 20261122000000000003\n");
  }

  @Test
  void summarises() throws Exception {
    TestCall call = new TestCall("-L", "alpha,nobody", "test.ping", "--summary");
    assertThat(salt.run(call)).isEqualTo(1);
    String rule = "-------------------------------------------\n";
    assertThat(call.output())
        .endsWith(
            "\n\n"
                + rule
                + "Summary\n"
                + rule
                + "# of minions targeted: 2\n# of minions returned: 1\n"
                + "# of minions that did not return: 1\n# of minions with errors: 0\n"
                + rule);
  }

  @Test
  void mergesDocumentation() throws Exception {
    Map<String, Object> docs = new LinkedHashMap<>();
    docs.put("test.ping", "\n    Used to ping.\n    ");
    docs.put("test.arg", "\n    Used to print.\n    ");
    fleet.minion("alpha", (request, id) -> Fleet.returning(docs));
    TestCall call = new TestCall("*", "-d", "test");
    assertThat(salt.run(call)).isZero();
    assertThat(call.output())
        .isEqualTo(
            "test.arg:\n\n    Used to print.\n    \n\ntest.ping:\n\n    Used to ping.\n    \n\n");
    assertThat(fleet.published.get(0).calls()).containsExactly(FunctionCall.of("sys.doc", "test"));
  }

  @Test
  void passesTargetsArgumentsAndFieldsOn() throws Exception {
    salt.run(
        new TestCall("-C", "alpha", "test.arg", "1", "two", "three=3", "--metadata", "{a: 1}"));
    assertThat(fleet.published.get(0).target())
        .isEqualTo(new Target(TargetType.COMPOUND, "alpha", ":"));
    assertThat(fleet.published.get(0).calls())
        .containsExactly(new FunctionCall("test.arg", List.of(1L, "two"), Map.of("three", 3L)));
    assertThat(fleet.published.get(0).extra()).isEqualTo(Map.of("metadata", Map.of("a", 1L)));
  }

  @Test
  void splitsCompoundCommands() throws Exception {
    salt.run(new TestCall("*", "test.ping,test.echo,test.arg", ",x,", "1"));
    assertThat(fleet.published.get(0).calls())
        .containsExactly(
            FunctionCall.of("test.ping"),
            FunctionCall.of("test.echo", "x"),
            FunctionCall.of("test.arg", 1L));
    salt.run(new TestCall("*", "test.ping,test.echo", ",", "a,b"));
    assertThat(fleet.published.get(1).calls())
        .containsExactly(FunctionCall.of("test.ping"), FunctionCall.of("test.echo", "a,b"));
  }

  @Test
  void refusesAMalformedCompoundCommand() throws Exception {
    TestCall call = new TestCall("*", "test.ping,test.arg", "", "x");
    assertThat(salt.run(call)).isEqualTo(42);
    assertThat(call.errors())
        .isEqualTo("Cannot execute compound command without defining all arguments.\n");
    assertThat(fleet.published).isEmpty();
  }

  @Test
  void showsItsHelpWhenATargetOrAFunctionIsMissing() throws Exception {
    TestCall empty = new TestCall();
    assertThat(salt.run(empty)).isEqualTo(42);
    assertThat(empty.output()).startsWith("Usage: salt [options] '<target>' <function>");
    assertThat(empty.errors()).isEqualTo("\nCannot execute command without defining a target.\n\n");
    TestCall half = new TestCall("*");
    assertThat(salt.run(half)).isEqualTo(42);
    assertThat(half.errors()).isEqualTo("\nIncomplete options passed.\n\n");
  }

  @Test
  void saysWhenNobodyIsMeant() throws Exception {
    TestCall call = new TestCall("nomatch", "test.ping", "--out", "json");
    assertThat(salt.run(call)).isEqualTo(2);
    assertThat(call.output())
        .isEqualTo(
            "No minions matched the target. No command was sent, no jid was assigned.\n{}\n");
    assertThat(call.errors()).isEqualTo("ERROR: No return received\n");
  }

  @Test
  void saysARefusalOnStandardErrorAndFails() throws Exception {
    fleet.refusing = true;
    TestCall call = new TestCall("*", "cmd.run", "id");
    assertThat(salt.run(call)).isEqualTo(1);
    assertThat(call.output()).isEmpty();
    assertThat(call.errors()).isEqualTo("Authorization error occurred.\n");
  }

  @Test
  void refusesUnknownOptions() throws Exception {
    TestCall call = new TestCall("*", "test.ping", "--no-such-option");
    assertThat(salt.run(call)).isEqualTo(64);
    assertThat(call.errors())
        .isEqualTo(
            "Usage: salt [options] '<target>' <function> [arguments]\n\n"
                + "salt: error: no such option: --no-such-option\n");
  }

  @Test
  void saysTheJobWhenInterrupted() throws Exception {
    fleet.minion(
        "alpha",
        (request, id) -> {
          Thread.currentThread().interrupt();
          return null;
        });
    TestCall call = new TestCall("alpha", "test.ping");
    assertThat(salt.run(call)).isZero();
    assertThat(call.errors())
        .startsWith(
            "\nExiting gracefully on Ctrl-c\nThis job's jid is: 20261122000000000001\nThe minions")
        .endsWith("\n\nsalt-run jobs.lookup_jid 20261122000000000001\n");
  }
}
