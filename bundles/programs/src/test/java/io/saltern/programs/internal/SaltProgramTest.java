// SPDX-License-Identifier: Apache-2.0
package io.saltern.programs.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.FunctionCall;
import io.saltern.api.Target;
import io.saltern.api.TargetType;
import io.saltern.testing.Await;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    salt = fleet.salt(root);
    fleet.minion("alpha", (request, id) -> Fleet.returning(true));
    fleet.minion("beta", (request, id) -> Fleet.returning(true));
  }

  @AfterEach
  void listensNoMore() {
    Await.until("nobody listens any more", () -> fleet.listening() == 0);
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
