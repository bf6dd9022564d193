// SPDX-License-Identifier: Apache-2.0
package io.saltern.programs.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.FunctionCall;
import io.saltern.api.Target;
import io.saltern.testing.Await;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs for some minions at a time, and for some of a target. */
class BatchTest {
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
}
