// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saltern.api.FunctionCall;
import io.saltern.api.Job;
import io.saltern.api.JobId;
import io.saltern.api.MinionId;
import io.saltern.api.Target;
import io.saltern.api.channel.Envelope;
import io.saltern.api.channel.MasterCommand;
import io.saltern.api.channel.PrivateAnswer;
import io.saltern.api.store.MinionData;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
  private static final MinionId WEB1 = new MinionId("web1");
  private static final String JID = "20261122040423764416";

  private final HeardEvents heard = new HeardEvents();
  private final GatedJobStore jobs = new GatedJobStore();
  private final MemoryMinionData data = new MemoryMinionData();
  private final SettableClock clock = new SettableClock();
  private final ReturnCommand returns = new ReturnCommand(jobs, new JobIds(jobs), heard.bus, clock);
  private final MinionEventCommand minionEvents = new MinionEventCommand(heard.bus);

  private static Envelope from(Map<String, Object> load, boolean proven) {
    return new Envelope("_x", WEB1, load, 3, Instant.now(), "127.0.0.1:1", proven);
  }

  private static CompletableFuture<Object> send(MasterCommand command, Map<String, Object> load) {
    return command.handle(from(load, true)).<Object>thenApply(x -> x).toCompletableFuture();
  }

  private static Object answer(CompletableFuture<Object> stage) throws Exception {
    return stage.get(60, TimeUnit.SECONDS);
  }

  private static Map<String, Object> result(String jid) {
    Map<String, Object> load = new LinkedHashMap<>();
    load.put("cmd", "_return");
    load.put("id", "web1");
    load.put("success", true);
    load.put("return", "pong");
    load.put("retcode", 0L);
    load.put("jid", jid);
    load.put("fun", "test.ping");
    load.put("fun_args", List.of());
    load.put("user", "root");
    return load;
  }

  @Test
  void aReturnIsAnsweredAndToldOfOnlyOnceItIsCommitted() throws Exception {
    jobs.gated = true;
    CompletableFuture<Object> answer = send(returns, result(JID));
    assertThat(answer).isNotDone();
    assertThat(heard.all()).isEmpty();
    jobs.commits.get(0).complete(null);
    assertThat(answer(answer)).isNull();
    assertThat(heard.tags()).containsExactly("salt/job/" + JID + "/ret/web1");
    assertThat(heard.last().data()).isEqualTo(result(JID));
    assertThat(jobs.returns(new JobId(JID))).hasSize(1);
  }

  @Test
  void aReturnThatCannotBeStoredIsNotAcknowledged() {
    jobs.gated = true;
    CompletableFuture<Object> answer = send(returns, result(JID));
    jobs.commits.get(0).completeExceptionally(new IllegalStateException("the disk is full"));
    assertThatThrownBy(() -> answer(answer)).hasMessageContaining("the disk is full");
    assertThat(heard.all()).isEmpty();
  }

  @Test
  void aRepeatedReturnIsAcknowledgedButToldOfOnce() throws Exception {
    answer(send(returns, result(JID)));
    assertThat(answer(send(returns, result(JID)))).isNull();
    assertThat(heard.all()).hasSize(1);
  }

  @Test
  void aReturnInTimeIsKeptWithoutItsTime() throws Exception {
    Map<String, Object> load = result(JID);
    load.put("answer_by", clock.millis());
    assertThat(answer(send(returns, load))).isNull();
    assertThat(heard.last().data()).isEqualTo(result(JID));
    clock.now = clock.now.plusSeconds(9);
    assertThat(answer(send(returns, load))).as("it is here already").isNull();
    assertThat(jobs.returns).hasSize(1);
  }

  @Test
  void aReturnThatMayBeElsewhereByNowIsNotKept() throws Exception {
    Map<String, Object> load = result(JID);
    load.put("answer_by", clock.millis() - 1);
    assertThat(answer(send(returns, load))).isEqualTo(Map.of("again", clock.millis()));
    assertThat(jobs.returns).isEmpty();
    assertThat(heard.all()).isEmpty();
  }

  @Test
  void aReturnWhoseCommitTookTooLongStays() throws Exception {
    Map<String, Object> load = result(JID);
    load.put("answer_by", clock.millis());
    jobs.gated = true;
    CompletableFuture<Object> first = send(returns, load);
    CompletableFuture<Object> repeated = send(returns, load);
    clock.now = clock.now.plusSeconds(9);
    jobs.commits.forEach(commit -> commit.complete(null));
    assertThat(answer(first)).isNull();
    assertThat(answer(repeated)).isNull();
    assertThat(jobs.returns).hasSize(1);
    assertThat(heard.all()).hasSize(1);
  }

  @Test
  void aReturnWithoutAJobGetsOne() throws Exception {
    assertThat(answer(send(returns, result("req")))).isNull();
    Job job = jobs.jobs.values().iterator().next();
    assertThat(job.minions()).containsExactly(WEB1);
    assertThat(job.target()).isEqualTo(Target.list(List.of("web1")));
    assertThat(heard.tags()).containsExactly("salt/job/" + job.id() + "/ret/web1");
    assertThat(heard.last().data()).containsEntry("jid", job.id().value());
    assertThat(jobs.returns(job.id())).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../../etc/passwd", "2026", "20261122040423764416/x", "nocache"})
  void ignoresAReturnOfNoJob(String jid) throws Exception {
    assertThat(answer(send(returns, result(jid)))).isEqualTo(false);
    assertThat(jobs.returns).isEmpty();
    assertThat(heard.all()).isEmpty();
  }

  @Test
  void ignoresAReturnThatLacksSomething() throws Exception {
    for (String field : List.of("return", "jid")) {
      Map<String, Object> load = result(JID);
      load.remove(field);
      assertThat(answer(send(returns, load))).isEqualTo(false);
    }
    Map<String, Object> load = result(JID);
    load.put("return", null);
    load.put("retcode", "odd");
    load.put("success", 7L);
    assertThat(answer(send(returns, load))).isNull();
    assertThat(jobs.returns.get(0).success()).isTrue();
  }

  @Test
  void takesAnUnprovenReturnOnlyForAJobThatThisMinionWasSent() throws Exception {
    assertThat(answer(unproven(result(JID)))).isEqualTo(false);
    assertThat(answer(unproven(result("req")))).isEqualTo(false);
    jobs.save(job(new MinionId("web2")));
    assertThat(answer(unproven(result(JID)))).isEqualTo(false);
    jobs.jobs.clear();
    jobs.save(job(WEB1));
    assertThat(answer(unproven(result(JID)))).isNull();
    assertThat(jobs.returns).hasSize(1);
  }

  private CompletableFuture<Object> unproven(Map<String, Object> load) {
    return returns.handle(from(load, false)).<Object>thenApply(x -> x).toCompletableFuture();
  }

  private static Job job(MinionId minion) {
    List<FunctionCall> calls = List.of(FunctionCall.of("test.ping"));
    return new Job(new JobId(JID), Target.glob("*"), calls, "root", List.of(minion), Map.of());
  }

  @Test
  void firesASingleEventWithItsWholeLoad() throws Exception {
    Map<String, Object> load = new HashMap<>();
    load.put("id", "web1");
    load.put("pretag", null);
    load.put("cmd", "_minion_event");
    load.put("tag", "salt/minion/web1/start");
    load.put("data", "Minion web1 started at Sun Nov 22 04:04:22 2026");
    assertThat(answer(send(minionEvents, load))).isNull();
    assertThat(heard.tags()).containsExactly("salt/minion/web1/start");
    assertThat(heard.last().data()).isEqualTo(load);
  }

  @Test
  void firesEachOfSeveralEventsUnderItsOwnTag() throws Exception {
    Map<String, Object> load =
        Map.of(
            "id",
            "web1",
            "events",
            Arrays.asList(
                Map.of("tag", "my/one", "data", Map.of("a", 1L)),
                Map.of("tag", "my/two"),
                Map.of("data", Map.of()),
                "odd",
                null),
            "pretag",
            "base");
    assertThat(answer(send(minionEvents, load))).isNull();
    assertThat(heard.tags()).containsExactly("base/my/one", "my/one", "base/my/two", "my/two");
    assertThat(heard.all().get(0).data()).isEqualTo(Map.of("a", 1L));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "salt/job/" + JID + "/new",
        "salt/job/" + JID + "/publish",
        "salt/job/" + JID + "/return",
        "salt/job/" + JID + "/ret/web2",
        "salt/auth",
        "salt/key",
        "salt/run/" + JID + "/ret",
        "salt/wheel/" + JID + "/new",
        "salt/cloud/x",
        "salt/cluster/x",
        "salt/minion/web2/start",
        "salt/minion/web11/start",
        "salt/beacon/web2/load",
        JID,
        "two\nlines",
      })
  void dropsEventsThatAreNotTheMinionsToTell(String tag) throws Exception {
    answer(send(minionEvents, Map.of("id", "web1", "tag", tag, "data", Map.of())));
    Map<String, Object> one = Map.of("tag", tag, "data", Map.of());
    answer(send(minionEvents, Map.of("id", "web1", "events", List.of(one))));
    int cut = tag.lastIndexOf('/');
    if (cut > 0) {
      Map<String, Object> rest = Map.of("tag", tag.substring(cut + 1), "data", Map.of());
      answer(
          send(
              minionEvents,
              Map.of("id", "web1", "pretag", tag.substring(0, cut), "events", List.of(rest))));
    }
    assertThat(heard.tags()).doesNotContain(tag);
  }

  @ParameterizedTest
  @ValueSource(strings = {"minion_start", "salt/job/" + JID + "/prog/web1/3", "salt/beacon/web1/x"})
  void firesEventsThatAre(String tag) throws Exception {
    answer(send(minionEvents, Map.of("id", "web1", "tag", tag, "data", Map.of())));
    assertThat(heard.tags()).containsExactly(tag);
  }

  @Test
  void givesAnEmptyPillarAndKeepsTheGrains() throws Exception {
    PillarCommand pillar = new PillarCommand(data, heard.bus);
    Map<String, Object> load = Map.of("id", "web1", "grains", Map.of("os", "Debian", "id", "x"));
    assertThat(answer(send(pillar, load))).isEqualTo(new PrivateAnswer("pillar", Map.of()));
    assertThat(data.data(WEB1))
        .contains(new MinionData(WEB1, Map.of("os", "Debian", "id", "web1"), Map.of()));
    assertThat(heard.tags()).containsExactly("minion/refresh/web1");
    assertThat(answer(send(pillar, Map.of("id", "web1")))).isEqualTo(false);

    data.broken = true;
    assertThat(answer(send(pillar, load))).isInstanceOf(PrivateAnswer.class);
    assertThat(heard.all()).hasSize(1);
  }

  @Test
  void keepsNoGrainsOfAnUnprovenSender() throws Exception {
    Map<String, Object> load = Map.of("id", "web1", "grains", Map.of("os", "Debian"));
    Object answer =
        new PillarCommand(data, heard.bus)
            .handle(from(load, false))
            .toCompletableFuture()
            .get(60, TimeUnit.SECONDS);
    assertThat(answer).isInstanceOf(PrivateAnswer.class);
    assertThat(data.all()).isEmpty();
  }

  @Test
  void answersTheRest() throws Exception {
    assertThat(answer(send(new RegisterResourcesCommand(), Map.of()))).isEqualTo(true);
    Drain drain = new Drain();
    MasterOptsCommand options = new MasterOptsCommand(drain);
    assertThat(answer(send(options, Map.of())).toString()).contains("renderer", "file_roots");
    assertThat(answer(send(options, Map.of("env_only", true))).toString())
        .contains("file_roots")
        .doesNotContain("renderer", "draining");
    drain.begin(Duration.ofMinutes(1));
    assertThat(answer(send(options, Map.of("env_only", true))).toString())
        .contains("draining=true");
    drain.end();
    assertThat(drain.until()).isEmpty();
    drain.begin(Duration.ZERO);
    assertThat(drain.until()).isEmpty();
  }
}
