// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.Caller;
import io.saltern.api.Decision;
import io.saltern.api.FunctionCall;
import io.saltern.api.Job;
import io.saltern.api.JobId;
import io.saltern.api.MinionId;
import io.saltern.api.Return;
import io.saltern.api.Target;
import io.saltern.api.TargetType;
import io.saltern.api.channel.Envelope;
import io.saltern.api.channel.MasterCommand;
import io.saltern.api.config.Yaml;
import io.saltern.api.function.FunctionResult;
import io.saltern.api.function.FunctionTable;
import io.saltern.api.master.AccessRequest;
import io.saltern.api.master.MasterFunctions;
import io.saltern.api.master.NoMinionsException;
import io.saltern.api.master.PublishRequest;
import io.saltern.api.master.Published;
import io.saltern.api.master.Publisher;
import io.saltern.api.master.RefusedException;
import io.saltern.testing.Await;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What minions ask of the master for each other. */
class PeerTest {
  private static final MinionId WEB1 = new MinionId("web1");
  private static final MinionId WEB2 = new MinionId("web2");

  private final HeardEvents heard = new HeardEvents();
  private final GatedJobStore jobs = new GatedJobStore();
  private final JobIds ids = new JobIds(jobs);
  private final PeerThreads threads = new PeerThreads();
  private final List<PublishRequest> published = new CopyOnWriteArrayList<>();
  private final List<FunctionCall> run = new CopyOnWriteArrayList<>();
  private final CountDownLatch held = new CountDownLatch(1);
  private volatile List<MinionId> matching = List.of(WEB1, WEB2);

  /** What becomes of a job as soon as it is published. */
  private volatile Consumer<JobId> afterwards = id -> {};

  private final Publisher publisher =
      new Publisher() {
        @Override
        public JobId newJobId() {
          return ids.next();
        }

        @Override
        public Published publish(Caller caller, PublishRequest request)
            throws RefusedException, NoMinionsException {
          assertThat(caller).isEqualTo(Caller.minion(WEB1));
          refuse(request.calls().get(0).function());
          if (matching.isEmpty()) {
            throw new NoMinionsException("nobody");
          }
          published.add(request);
          jobs.save(job(request.id(), request.calls(), "web1", "minion"));
          afterwards.accept(request.id());
          return new Published(request.id(), matching, List.of());
        }
      };

  private final MasterFunctions functions =
      new MasterFunctions() {
        @Override
        public FunctionTable table(AccessRequest.Kind kind) {
          return FunctionTable.EMPTY;
        }

        @Override
        public FunctionResult run(
            Caller caller, AccessRequest.Kind kind, FunctionCall call, JobId job)
            throws RefusedException, InterruptedException {
          assertThat(caller).isEqualTo(Caller.minion(WEB1));
          assertThat(kind).isEqualTo(AccessRequest.Kind.RUNNER);
          refuse(call.function());
          run.add(call);
          if (call.function().equals("slow.one")) {
            held.await();
          }
          return new FunctionResult(List.of("up"), 0, null, null);
        }
      };

  private final PeerDesk desk = new PeerDesk(publisher, threads, plainYaml());
  private final MasterCommand pub = new MinionPubCommand(desk);
  private final MasterCommand publish = new MinionPublishCommand(desk, threads, heard.bus, jobs);
  private final MasterCommand pubRet = new PubRetCommand(jobs);
  private final MasterCommand runner = new MinionRunnerCommand(desk, threads, functions);

  private static void refuse(String function) throws RefusedException {
    if (function.startsWith("no.")) {
      throw new RefusedException(Decision.deny(Decision.Reason.NO_RULE, "no"));
    }
  }

  private static Job job(JobId id, List<FunctionCall> calls, String user, String origin) {
    return new Job(id, Target.glob("*"), calls, user, origin, List.of(WEB1, WEB2), Map.of());
  }

  private static Yaml plainYaml() {
    return (Yaml)
        Proxy.newProxyInstance(
            PeerTest.class.getClassLoader(),
            new Class<?>[] {Yaml.class},
            (proxy, method, arguments) -> {
              String text = (String) arguments[0];
              return text.matches("\\d+") ? (Object) Long.valueOf(text) : text;
            });
  }

  @AfterEach
  void close() {
    held.countDown();
    threads.close();
  }

  private static Map<String, Object> load(String function, Object... arguments) {
    Map<String, Object> load = new LinkedHashMap<>();
    load.put("fun", function);
    load.put("arg", List.of(arguments));
    load.put("tgt", "*");
    load.put("tgt_type", "glob");
    load.put("ret", "");
    load.put("tmo", 20L);
    load.put("form", "clean");
    return load;
  }

  private static Map<String, Object> with(Map<String, Object> load, String field, Object value) {
    load.put(field, value);
    return load;
  }

  private static CompletableFuture<Object> ask(
      MasterCommand command, Map<String, Object> load, boolean proven) {
    Envelope request = new Envelope("x", WEB1, load, 3, Instant.now(), "127.0.0.1:1", proven);
    return command.handle(request).<Object>thenApply(x -> x).toCompletableFuture();
  }

  private static Object answer(MasterCommand command, Map<String, Object> load) throws Exception {
    return ask(command, load, true).get(60, TimeUnit.SECONDS);
  }

  private void returned(JobId job, MinionId minion, Object value) {
    Map<String, Object> load = new LinkedHashMap<>();
    load.put("return", value);
    load.put("id", minion.value());
    load.put("out", "txt");
    jobs.save(new Return(job, minion, value, 0, true, load));
    heard.bus.fire("salt/job/" + job + "/ret/" + minion, load);
  }

  @Test
  void aJobIsPublishedAndItsReturnsAreForWhoeverAsked() throws Exception {
    Map<?, ?> told = (Map<?, ?>) answer(pub, load("test.arg", "7", "a=b"));
    assertThat(told.get("minions")).isEqualTo(List.of("web1", "web2"));
    PublishRequest request = published.get(0);
    assertThat(request.calls())
        .containsExactly(new FunctionCall("test.arg", List.of(7L), Map.of("a", "b")));
    assertThat(request.extra()).isEqualTo(Map.of("id", "web1"));
    JobId id = new JobId(String.valueOf(told.get("jid")));
    assertThat(request.id()).isEqualTo(id);

    Map<String, Object> look = Map.of("jid", id.value());
    assertThat(answer(pubRet, look)).isEqualTo(Map.of());
    returned(id, WEB2, 5L);
    assertThat(answer(pubRet, look)).isEqualTo(Map.of("web2", Map.of("ret", 5L, "out", "txt")));
  }

  @Test
  void nobodyElsesJobCanBeLookedUp() throws Exception {
    List<FunctionCall> calls = List.of(FunctionCall.of("test.ping"));
    for (List<String> owner :
        List.of(
            List.of("web2", "minion"),
            List.of("web1", "local"),
            List.of("web1", "eauth file"),
            List.of("web1", ""))) {
      JobId id = ids.next();
      jobs.save(job(id, calls, owner.get(0), owner.get(1)));
      returned(id, WEB2, "secret");
      assertThat(answer(pubRet, Map.of("jid", id.value()))).isEqualTo(Map.of());
    }
    for (Object jid : List.of("../../etc/passwd", "", 7L, ids.next().value())) {
      assertThat(answer(pubRet, Map.of("jid", jid))).isEqualTo(Map.of());
    }
    assertThat(answer(pubRet, Map.of())).isEqualTo(Map.of());
  }

  @Test
  void severalFunctionsHaveTheirArgumentsAsSaltSplitsThem() throws Exception {
    answer(pub, load("test.arg,test.ping", "cat /proc/cpuinfo x=1", ""));
    assertThat(published.get(0).calls())
        .containsExactly(
            new FunctionCall("test.arg", List.of("cat", "/proc/cpuinfo"), Map.of("x", 1L)),
            FunctionCall.of("test.ping"));
    assertThat(answer(pub, load("test.arg,test.ping", "a"))).isEqualTo(Map.of());
    assertThat(published).hasSize(1);
  }

  @Test
  void targetsComeInAllForms() throws Exception {
    answer(pub, with(with(load("test.ping"), "tgt_type", "list"), "tgt", List.of("a", "b")));
    answer(pub, with(with(load("test.ping"), "tgt_type", "list"), "tgt", "a,b"));
    Map<String, Object> old = with(with(load("test.ping"), "expr_form", "grain"), "tgt", "os:x");
    old.remove("tgt_type");
    answer(pub, old);
    assertThat(published)
        .extracting(PublishRequest::target)
        .containsExactly(
            Target.list(List.of("a", "b")),
            Target.list(List.of("a", "b")),
            new Target(TargetType.GRAIN, "os:x", Target.COLON));
  }

  @Test
  void aJobForNobodyHasNoId() throws Exception {
    matching = List.of();
    assertThat(answer(pub, load("test.ping"))).isEqualTo(Map.of("jid", 0L, "minions", List.of()));
    assertThat(answer(publish, load("test.ping"))).isEqualTo(Map.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"fun", "arg", "tgt"})
  void aWishThatLacksSomethingIsRefused(String field) throws Exception {
    for (Object odd : List.of(7L, "", Map.of())) {
      Map<String, Object> load = with(load("test.ping"), field, odd);
      if (field.equals("tgt") && odd.equals("")) {
        load.remove("tgt");
      }
      assertThat(answer(pub, load)).isEqualTo(Map.of());
      assertThat(answer(publish, load)).isEqualTo(Map.of());
    }
    Map<String, Object> odd = with(load("test.ping"), "tgt_type", "no such");
    assertThat(answer(pub, odd)).isEqualTo(Map.of());
    assertThat(answer(publish, with(load("test.ping"), "tmo", "soon"))).isEqualTo(Map.of());
    assertThat(answer(runner, Map.of("arg", List.of()))).isEqualTo(Map.of());
    assertThat(answer(runner, Map.of("fun", "manage.up"))).isEqualTo(Map.of());
    assertThat(published).isEmpty();
    assertThat(run).isEmpty();
  }

  @Test
  void whoProvesNothingOrMayNotIsRefused() throws Exception {
    for (MasterCommand command : List.of(pub, publish, runner)) {
      assertThat(answer(command, load("no.way"))).isEqualTo(Map.of());
      assertThat(ask(command, load("test.ping"), false).get()).isEqualTo(Map.of());
    }
    assertThat(published).isEmpty();
    assertThat(run).isEmpty();
  }

  @Test
  void theAnswerComesWithTheLastReturn() throws Exception {
    CompletableFuture<Object> answer = ask(publish, load("test.ping"), true);
    Await.until("it is published", () -> published.size() == 1);
    JobId id = published.get(0).id();
    returned(id, WEB1, 1L);
    assertThat(answer).isNotDone();
    returned(id, new MinionId("uninvited"), "x");
    returned(id, WEB2, 2L);
    assertThat(answer.get(60, TimeUnit.SECONDS)).isEqualTo(Map.of("web1", 1L, "web2", 2L));
  }

  @Test
  void theAnswerComesInTimeWithWhatIsThere() throws Exception {
    Map<String, Object> load = with(with(load("test.ping"), "tmo", 0L), "form", "full");
    Map<?, ?> answer = (Map<?, ?>) answer(publish, load);
    assertThat(answer.keySet()).isEqualTo(Set.of("__jid__"));
    afterwards = id -> returned(id, WEB2, 2L);
    Map<?, ?> full = (Map<?, ?>) answer(publish, with(load, "tmo", "0.5"));
    assertThat(full.keySet()).isEqualTo(Set.of("web2", "__jid__"));
    assertThat(full.get("web2")).isEqualTo(Map.of("ret", 2L, "id", "web2", "out", "txt"));
    assertThat(full.get("__jid__")).isEqualTo(published.get(1).id().value());
  }

  @Test
  void oneMinionHasItsShareUnderWayAndNoMore() throws Exception {
    List<CompletableFuture<Object>> waiting = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      waiting.add(ask(publish, load("test.ping"), true));
    }
    List<CompletableFuture<Object>> refused =
        waiting.stream().filter(CompletableFuture::isDone).toList();
    assertThat(refused).hasSize(8);
    assertThat(threads.refused()).isEqualTo(8);
    Await.until("the others are published", () -> published.size() == 32);
    for (PublishRequest request : published) {
      returned(request.id(), WEB1, 1L);
      returned(request.id(), WEB2, 1L);
    }
    for (CompletableFuture<Object> one : waiting) {
      one.get(60, TimeUnit.SECONDS);
    }
    assertThat(answer(pub, load("test.ping"))).isNotEqualTo(Map.of());
  }

  @Test
  void runnersRunBesideRequests() throws Exception {
    assertThat(answer(runner, Map.of("fun", "manage.up", "arg", List.of("timeout=5"))))
        .isEqualTo(List.of("up"));
    assertThat(run)
        .containsExactly(new FunctionCall("manage.up", List.of(), Map.of("timeout", 5L)));
    List<CompletableFuture<Object>> slow = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      slow.add(ask(runner, Map.of("fun", "slow.one", "arg", List.of()), true));
    }
    assertThat(slow.get(4).get(60, TimeUnit.SECONDS)).isEqualTo(Map.of());
    assertThat(slow.get(0)).isNotDone();
    held.countDown();
    assertThat(slow.get(0).get(60, TimeUnit.SECONDS)).isEqualTo(List.of("up"));
  }
}
