// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.JobId;
import io.saltern.api.MinionId;
import io.saltern.api.channel.SignIn;
import io.saltern.api.config.CommonOptions;
import io.saltern.api.config.IdSource;
import io.saltern.api.config.MinionOptions;
import io.saltern.api.config.Settings;
import io.saltern.api.config.Yaml;
import io.saltern.api.crypto.KeyCodec;
import io.saltern.api.function.Function;
import io.saltern.api.function.FunctionTable;
import io.saltern.api.function.SaltArguments;
import io.saltern.api.testing.FixedSettings;
import io.saltern.api.transport.Ending;
import io.saltern.api.transport.Endpoint;
import io.saltern.testing.Await;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;

class MinionTest {
  private static KeyPair pair;

  private static final String CACHE = "var/cache/salt/minion/";

  @TempDir Path folder;
  private final FakeMaster master = new FakeMaster();
  private final AtomicInteger calls = new AtomicInteger();
  private final List<Integer> ends = new CopyOnWriteArrayList<>();
  private final List<AutoCloseable> open = new ArrayList<>();
  private FixedSettings settings;

  /** One function that counts. */
  public final class Counting {
    @Function(doc = "")
    public int count() {
      return calls.incrementAndGet();
    }
  }

  @BeforeEach
  void settings() {
    settings =
        new FixedSettings(folder)
            .with(MinionOptions.MASTER, List.of("127.0.0.9"))
            .with(MinionOptions.ACCEPTANCE_WAIT_TIME, 0.01)
            .with(CommonOptions.JOB_REPLAY_WINDOW, 0L);
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : open) {
      one.close();
    }
  }

  @Test
  void itWaitsForItsKeyThenAnnouncesItselfAndHasItsPillar() throws Exception {
    master.signIns.add(new SignIn(SignIn.Outcome.PENDING, 0, "pending"));
    master.signIns.add(new SignIn(SignIn.Outcome.FULL, 0, "full"));
    master.signIns.add(new SignIn(SignIn.Outcome.UNREACHABLE, 0, "silent"));
    State state = start();
    Await.until("it has announced itself", () -> master.requests.size() == 4);
    assertThat(master.requests("_minion_event"))
        .extracting(load -> load.get("tag"))
        .containsExactly("minion_start", "salt/minion/web1/start");
    assertThat((String) master.requests("_minion_event").get(0).get("data"))
        .startsWith("Minion web1 started at ");
    assertThat(master.requests("_pillar").get(0))
        .containsEntry("grains", Map.of("id", "web1", "os", "Debian"));
    assertThat(master.requests("_register_resources")).hasSize(1);
    Await.until("it has its pillar", () -> state.pillar().containsKey("role"));
  }

  @Test
  void aRejectedKeyEndsIt() throws Exception {
    master.signIns.add(new SignIn(SignIn.Outcome.REJECTED, 0, "rejected"));
    start();
    Await.until("it has given up", () -> ends.equals(List.of(77)));
  }

  @Test
  void aMasterWithAnotherFingerprintOrKeyEndsIt() throws Exception {
    master.signIns.add(new SignIn(SignIn.Outcome.OTHER_FINGERPRINT, 0, "master_finger"));
    start();
    Await.until("it has given up", () -> ends.equals(List.of(42)));
    close();
    open.clear();
    master.signIns.add(new SignIn(SignIn.Outcome.UNTRUSTED, 0, "the key has changed"));
    start();
    Await.until("it has given up", () -> ends.equals(List.of(42, 1)));
  }

  @Test
  void aJobRunsOnceIsReturnedAndForgotten() throws Exception {
    start();
    master.listener().published(job(1));
    master.listener().published(job(1));
    master.listener().published(forOthers(job(2)));
    master.listener().published(job(3));
    Await.until("both are returned", () -> master.requests("_return").size() == 2);
    assertThat(calls).hasValue(2);
    assertThat(master.requests("_return"))
        .allSatisfy(load -> assertThat(load).containsEntry("id", "web1"))
        .extracting(load -> load.get("return"))
        .containsExactlyInAnyOrder(1L, 2L);
    Await.until("the spool is empty", () -> spooled() == 0);
  }

  @Test
  void aReturnThatWasNotAcknowledgedIsSentAfterARestart() throws Exception {
    start();
    Await.until("it is ready", () -> master.requests.size() == 4);
    master.silent = true;
    master.listener().published(job(1));
    Await.until("it is spooled", () -> spooled() == 1);
    close();
    open.clear();
    master.silent = false;
    start();
    Await.until("it is returned", () -> master.requests("_return").size() == 1);
    Await.until("the spool is empty", () -> spooled() == 0);
    master.listener().published(job(1));
    master.listener().published(job(2));
    Await.until("the next is returned", () -> master.requests("_return").size() == 2);
    assertThat(calls).as("the first did not run again").hasValue(2);
  }

  @Test
  void aReturnIsSentAgainUntilItIsAcknowledged() throws Exception {
    start();
    Await.until("it is ready", () -> master.requests.size() == 4);
    master.silent = true;
    master.listener().published(job(1));
    Await.until("it is spooled", () -> spooled() == 1);
    master.silent = false;
    Await.until("it is returned", () -> master.requests("_return").size() == 1);
  }

  @Test
  void aJobThatRanWhenTheMinionWasKilledIsAnsweredAndNotRunAgain() throws Exception {
    leaveNote(job(7));
    start();
    Await.until("it is answered", () -> master.requests("_return").size() == 1);
    assertThat(master.requests("_return").get(0))
        .containsEntry("return", "ERROR: the minion was killed while the job ran")
        .containsEntry("success", false);
    assertThat(folder.resolve(CACHE + "proc")).isEmptyDirectory();
    master.listener().published(job(7));
    master.listener().published(job(8));
    Await.until("the next is returned", () -> master.requests("_return").size() == 2);
    assertThat(calls).hasValue(1);
  }

  @Test
  void aJobWhoseReturnWasKeptWhenTheMinionWasKilledIsAnsweredWithIt() throws Exception {
    leaveNote(job(7));
    ReturnSpool spool = new ReturnSpool(folder.resolve(CACHE + "returns"), 1 << 20, 10);
    spool.put(
        new JobId((String) job(7).get("jid")),
        new Endpoint("127.0.0.9", 4506),
        Map.of("cmd", "_return", "jid", job(7).get("jid"), "id", "web1", "return", "done"));
    start();
    Await.until("the spool is empty", () -> spooled() == 0);
    assertThat(master.requests("_return"))
        .singleElement()
        .satisfies(load -> assertThat(load).containsEntry("return", "done"));
    assertThat(folder.resolve(CACHE + "proc")).isEmptyDirectory();
  }

  @Test
  void aJobItMissedIsAskedForAndRunsOnce() throws Exception {
    settings.with(CommonOptions.JOB_REPLAY_WINDOW, 60L);
    master.answers.put(
        "_missed_jobs",
        load ->
            load.get("after").equals("")
                ? Map.of("jobs", List.of(job(1), forOthers(job(2)), Map.of(), 7), "more", 1)
                : Map.of("jobs", List.of(job(3)), "more", 0));
    start();
    Await.until("it asks a second time", () -> master.requests("_missed_jobs").size() == 4);
    Await.until("both are returned", () -> master.requests("_return").size() == 2);
    master.listener().published(job(1));
    master.listener().published(job(4));
    Await.until("the next is returned", () -> master.requests("_return").size() == 3);
    assertThat(calls).hasValue(3);
    assertThat(master.requests("_missed_jobs"))
        .extracting(load -> load.get("after"))
        .containsExactly("", job(2).get("jid"), "", job(2).get("jid"));
    assertThat(master.requests("_missed_jobs"))
        .allSatisfy(load -> assertThat(load).containsEntry("window", 60L));
  }

  @Test
  void aMasterThatKnowsNoMissedJobsIsAskedOnce() throws Exception {
    settings.with(CommonOptions.JOB_REPLAY_WINDOW, 60L);
    master.answers.put("_missed_jobs", load -> Map.of());
    start();
    Await.until("it has asked", () -> master.requests("_missed_jobs").size() == 1);
    // what comes of this job comes after the answer
    master.listener().published(job(2));
    Await.until("a job is returned", () -> master.requests("_return").size() == 1);
    master.listener().disconnected(Ending.CLOSED);
    master.listener().connected();
    master.listener().published(job(1));
    Await.until("the next is returned", () -> master.requests("_return").size() == 2);
    assertThat(master.requests("_missed_jobs")).hasSize(1);
  }

  @Test
  void aReturnThatTheMasterTookTooLateIsSentAgainInItsTime() throws Exception {
    settings.with(CommonOptions.JOB_REPLAY_WINDOW, 60L);
    master.answers.put("_missed_jobs", load -> Map.of("jobs", List.of(), "time", 5_000_000L));
    AtomicInteger sent = new AtomicInteger();
    master.answers.put(
        "_return", load -> sent.incrementAndGet() == 1 ? Map.of("again", 7_000_000L) : Map.of());
    start();
    Await.until("it knows the master's time", () -> master.requests("_missed_jobs").size() == 2);
    master.listener().published(job(1));
    Await.until("the spool is empty", () -> sent.get() == 2 && spooled() == 0);
    assertThat(master.requests("_return"))
        .extracting(load -> (Long) load.get("answer_by") / 1_000_000)
        .containsExactly(5L, 7L);
  }

  @Test
  void itAsksAgainWhenItWasCutOff() throws Exception {
    settings.with(CommonOptions.JOB_REPLAY_WINDOW, 60L);
    AtomicInteger asked = new AtomicInteger();
    master.answers.put(
        "_missed_jobs",
        load -> Map.of("jobs", asked.incrementAndGet() > 2 ? List.of(job(1)) : List.of()));
    start();
    Await.until("it has asked twice", () -> asked.get() == 2);
    master.listener().disconnected(Ending.CLOSED);
    master.listener().connected();
    Await.until("the job is returned", () -> master.requests("_return").size() == 1);
  }

  /** As a process that is gone would have left it. */
  private void leaveNote(Map<String, Object> job) throws Exception {
    Path proc = folder.resolve(CACHE + "proc");
    Files.createDirectories(proc);
    Map<String, Object> note = new LinkedHashMap<>(job);
    note.put("pid", 4_999_999L);
    note.put(Jobs.MASTER_HOST, "127.0.0.9");
    note.put(Jobs.MASTER_PORT, 4506L);
    Files.write(
        proc.resolve((String) job.get("jid")), io.saltern.wire.Msgpack.NEW_TYPES.encode(note));
  }

  private long spooled() {
    try (var files = Files.list(folder.resolve(CACHE + "returns"))) {
      return files.filter(file -> !file.getFileName().toString().startsWith(".")).count();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private State start() throws Exception {
    FunctionTable table = FunctionTable.of("t", new Counting());
    Jobs jobs =
        new Jobs(
            new JobRunner(() -> table, new SaltArguments(fake(Yaml.class))),
            new ProcFiles(settings.path(MinionOptions.CACHEDIR).resolve("proc")),
            4,
            10);
    State state =
        new State(
            settings,
            fake(Yaml.class),
            new FixedId(),
            List.of(minion -> Map.of("os", "Debian")),
            fake(BundleContext.class));
    Minion minion =
        new Minion(
            new Minion.Parts(
                settings,
                state,
                jobs,
                jobs.proc(),
                codec(),
                master,
                new Masters(settings, new NotedYaml()),
                new MasterLines(),
                new AllMasters()),
            ends::add);
    open.add(minion);
    open.add(jobs::close);
    return state;
  }

  @BeforeAll
  static void makeKey() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    pair = generator.generateKeyPair();
  }

  private static KeyCodec codec() {
    return (KeyCodec)
        Proxy.newProxyInstance(
            MinionTest.class.getClassLoader(),
            new Class<?>[] {KeyCodec.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "generate" -> pair;
                  case "readPrivate" -> pair.getPrivate();
                  default -> "a key\n";
                });
  }

  @SuppressWarnings("unchecked")
  private static <T> T fake(Class<T> type) {
    return (T)
        Proxy.newProxyInstance(
            MinionTest.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> null);
  }

  private static Map<String, Object> job(int number) {
    return Map.of(
        "jid",
        String.format("20261122000000%06d", number),
        "fun",
        "t.count",
        "arg",
        List.of(),
        "tgt",
        "web*",
        "tgt_type",
        "glob",
        "user",
        "root",
        "ret",
        "");
  }

  private static Map<String, Object> forOthers(Map<String, Object> job) {
    Map<String, Object> other = new LinkedHashMap<>(job);
    other.put("tgt", "db*");
    return other;
  }

  private static final class FixedId implements IdSource {
    @Override
    public MinionId minionId(Settings minion) {
      return new MinionId("web1");
    }

    @Override
    public String masterId(Settings master) {
      return "m";
    }
  }
}
