// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.FunctionCall;
import io.saltern.api.Job;
import io.saltern.api.JobId;
import io.saltern.api.MinionId;
import io.saltern.api.Return;
import io.saltern.api.Target;
import io.saltern.api.channel.Envelope;
import io.saltern.api.config.CommonOptions;
import io.saltern.api.testing.FixedSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MissedJobsTest {
  private static final MinionId WEB1 = new MinionId("web1");
  private static final MinionId WEB2 = new MinionId("web2");

  @TempDir Path root;
  private final GatedJobStore store = new GatedJobStore();
  private final SettableClock clock = new SettableClock();
  private FixedSettings settings;
  private RecentJobs recent;

  @BeforeEach
  void open() {
    settings = new FixedSettings(root);
    recent = new RecentJobs(() -> settings, store, clock, 10);
  }

  private Job publish(FunctionCall call, MinionId... minions) {
    clock.now = clock.now.plusMillis(1);
    Job job = job(call, minions);
    recent.add(job);
    return job;
  }

  private Job job(FunctionCall call, MinionId... minions) {
    return new Job(
        JobId.at(clock.now),
        Target.glob("*"),
        List.of(call),
        "root",
        List.of(minions),
        Map.of("metadata", Map.of("a", 1L)));
  }

  private Map<?, ?> ask(Map<String, Object> load, int most) throws Exception {
    Envelope request = new Envelope("_missed_jobs", WEB1, load, 3, clock.now, "127.0.0.1:1", true);
    return (Map<?, ?>)
        new MissedJobsCommand(recent, store, most)
            .handle(request)
            .toCompletableFuture()
            .get(60, TimeUnit.SECONDS);
  }

  private List<?> told(Map<String, Object> load) throws Exception {
    return ids(ask(load, 100));
  }

  private static List<?> ids(Map<?, ?> answer) {
    return ((List<?>) answer.get("jobs"))
        .stream().map(job -> ((Map<?, ?>) job).get("jid")).toList();
  }

  @Test
  void tellsWhatNamedTheMinionAndHasNoReturnOfItAsItWasPublished() throws Exception {
    Job missed = publish(FunctionCall.of("test.ping"), WEB1, WEB2);
    publish(FunctionCall.of("test.ping"), WEB2);
    Job returned = publish(FunctionCall.of("test.ping"), WEB1, WEB2);
    store.save(new Return(returned.id(), WEB1, true, 0, true, Map.of()));
    Job ofOthers = publish(FunctionCall.of("test.ping"), WEB1, WEB2);
    store.save(new Return(ofOthers.id(), WEB2, true, 0, true, Map.of()));
    assertThat(ask(Map.of(), 100))
        .isEqualTo(
            Map.of(
                "jobs",
                List.of(JobLoad.publication(missed), JobLoad.publication(ofOthers)),
                "more",
                0,
                "time",
                clock.now.toEpochMilli(),
                "master",
                store.identity()));
  }

  @Test
  void tellsOfTheShorterWindow() throws Exception {
    settings.with(CommonOptions.JOB_REPLAY_WINDOW, 30L);
    publish(FunctionCall.of("test.ping"), WEB1);
    clock.now = clock.now.plusSeconds(20);
    Job second = publish(FunctionCall.of("test.ping"), WEB1);
    clock.now = clock.now.plusSeconds(11);
    assertThat(told(Map.of("window", 60L))).isEqualTo(List.of(second.id().value()));
    assertThat(told(Map.of("window", 10L))).isEmpty();
    assertThat(told(Map.of("window", -5L))).isEmpty();
    assertThat(told(Map.of("window", Long.MAX_VALUE / 2))).hasSize(1);
    clock.now = clock.now.plusSeconds(20);
    assertThat(told(Map.of())).isEmpty();
  }

  @Test
  void aWindowOfZeroTellsNothing() throws Exception {
    settings.with(CommonOptions.JOB_REPLAY_WINDOW, 0L);
    publish(FunctionCall.of("test.ping"), WEB1);
    assertThat(told(Map.of())).isEmpty();
  }

  @Test
  void leavesOutWhatWasOfTheMomentAndWhatWasEnded() throws Exception {
    Job killed = publish(FunctionCall.of("test.sleep", 100L), WEB1);
    Job kept = publish(FunctionCall.of("test.sleep", 100L), WEB1);
    publish(FunctionCall.of("saltutil.find_job", kept.id().value()), WEB1);
    publish(FunctionCall.of("saltutil.term_job", killed.id().value()), WEB1);
    Job refresh = publish(FunctionCall.of("saltutil.refresh_pillar"), WEB1);
    assertThat(told(Map.of())).isEqualTo(List.of(kept.id().value(), refresh.id().value()));
    publish(FunctionCall.of("saltutil.kill_all_jobs"), WEB1);
    Job last = publish(FunctionCall.of("test.ping"), WEB1);
    assertThat(told(Map.of())).isEqualTo(List.of(last.id().value()));
  }

  @Test
  void whatDoesNotFitIsCountedAndFollows() throws Exception {
    Job first = publish(FunctionCall.of("test.ping"), WEB1);
    Job second = publish(FunctionCall.of("test.ping"), WEB1);
    Job third = publish(FunctionCall.of("test.ping"), WEB1);
    Map<?, ?> answer = ask(Map.of("after", "../no/jid"), 2);
    assertThat(ids(answer)).isEqualTo(List.of(first.id().value(), second.id().value()));
    assertThat(answer.get("more")).isEqualTo(1);
    Map<?, ?> rest = ask(Map.of("after", second.id().value()), 2);
    assertThat(ids(rest)).isEqualTo(List.of(third.id().value()));
    assertThat(rest.get("more")).isEqualTo(0);
  }

  @Test
  void remembersABoundedNumber() throws Exception {
    for (int i = 0; i < 15; i++) {
      publish(FunctionCall.of("test.ping"), WEB1);
    }
    assertThat(told(Map.of())).hasSize(10);
  }

  @Test
  void knowsTheJobsOfTheLastWindowAfterARestart() throws Exception {
    store.save(job(FunctionCall.of("test.ping"), WEB1));
    clock.now = clock.now.plusSeconds(50);
    Job later = job(FunctionCall.of("test.ping"), WEB1);
    store.save(later);
    clock.now = clock.now.plusSeconds(20);
    recent = new RecentJobs(() -> settings, store, clock, 10);
    assertThat(told(Map.of())).isEqualTo(List.of(later.id().value()));
  }

  @Test
  void aRequestWithoutProofIsToldNothing() throws Exception {
    publish(FunctionCall.of("test.ping"), WEB1);
    Envelope request =
        new Envelope("_missed_jobs", WEB1, Map.of(), 2, clock.now, "127.0.0.1:1", false);
    assertThat(
            new MissedJobsCommand(recent, store)
                .handle(request)
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS))
        .isEqualTo(false);
  }
}
