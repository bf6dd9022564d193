// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.JobId;
import io.saltern.api.config.Yaml;
import io.saltern.api.function.Function;
import io.saltern.api.function.FunctionResult;
import io.saltern.api.function.FunctionTable;
import io.saltern.api.function.JobContext;
import io.saltern.api.function.SaltArguments;
import io.saltern.api.transport.Endpoint;
import io.saltern.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobsTest {
  private static final Endpoint MASTER = new Endpoint("127.0.0.1", 4506);

  @TempDir Path folder;
  private final Map<JobId, List<FunctionResult>> ended = new ConcurrentHashMap<>();
  private final Map<JobId, Boolean> notedWhenKept = new ConcurrentHashMap<>();
  private final Hold hold = new Hold();
  private Jobs jobs;
  private volatile boolean full;

  /** Functions that last until they may go on. */
  public static final class Hold {
    private final CountDownLatch gate = new CountDownLatch(1);
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    @Function(doc = "")
    public String hold() throws InterruptedException {
      most.accumulateAndGet(now.incrementAndGet(), Math::max);
      try {
        gate.await();
        return "went on";
      } finally {
        now.decrementAndGet();
      }
    }

    @Function(doc = "")
    public String jid(JobContext job) {
      return job.job().value();
    }
  }

  @BeforeEach
  void makeJobs() throws IOException {
    FunctionTable table =
        FunctionTable.join(
            List.of(FunctionTable.of("t", hold), FunctionTable.of("saltutil", new Hold())));
    jobs =
        new Jobs(
            new JobRunner(() -> table, new SaltArguments(new NoYaml())),
            new ProcFiles(folder.resolve("proc")),
            2,
            3);
  }

  @AfterEach
  void close() {
    jobs.close();
  }

  @Test
  void onlySoManyRunAndOnlySoManyWaitTheNextIsRefused() throws IOException {
    for (int i = 1; i <= 6; i++) {
      submit(i, "t.hold");
    }
    assertThat(ended).containsOnlyKeys(job(6));
    assertThat(ended.get(job(6)).get(0).value())
        .isEqualTo("ERROR: too many jobs wait on this minion");
    Await.until("two run", () -> hold.now.get() == 2);
    hold.gate.countDown();
    Await.until("all have ended", () -> ended.size() == 6);
    assertThat(hold.most.get()).isEqualTo(2);
    assertThat(ended.get(job(5)).get(0).value()).isEqualTo("went on");
  }

  @Test
  void aJobWhoseReturnCannotBeKeptStaysNoted() throws IOException {
    full = true;
    hold.gate.countDown();
    submit(1, "t.hold");
    Await.until("it is over", () -> jobs.running().isEmpty());
    assertThat(note(job(1))).exists();
  }

  @Test
  void runningJobsAreKnownHereAndOnDiskUntilTheyEnd() throws IOException {
    submit(1, "t.hold");
    submit(2, "t.hold");
    Await.until("two run", () -> hold.now.get() == 2);
    submit(3, "t.hold");
    assertThat(jobs.running()).hasSize(3);
    assertThat(byJid(3)).containsEntry("queued", true).containsEntry("pid", 0L);
    assertThat(byJid(1))
        .containsEntry("fun", "t.hold")
        .containsEntry("pid", ProcessHandle.current().pid())
        .doesNotContainKey("queued");
    assertThat(folder.resolve("proc").resolve(job(1).value())).exists();
    hold.gate.countDown();
    Await.until("all have ended", () -> jobs.running().isEmpty());
    assertThat(folder.resolve("proc")).isEmptyDirectory();
  }

  @Test
  void aJobIsNotedFromTheMomentItIsTakenUntilItsAnswerIsKept() throws IOException {
    for (int i = 1; i <= 6; i++) {
      submit(i, "t.hold");
    }
    assertThat(notedWhenKept).as("one too many").containsExactly(Map.entry(job(6), true));
    for (int i = 1; i <= 5; i++) {
      assertThat(note(job(i))).exists();
    }
    hold.gate.countDown();
    Await.until("all have ended", () -> jobs.running().isEmpty());
    assertThat(notedWhenKept).hasSize(6).doesNotContainValue(false);
    assertThat(folder.resolve("proc")).isEmptyDirectory();
  }

  @Test
  void anEndedJobAnswersThatItWas() throws IOException {
    submit(1, "t.hold");
    Await.until("it runs", () -> hold.now.get() == 1);
    assertThat(jobs.end(job(1), 9)).hasValue(ProcessHandle.current().pid());
    Await.until("it has ended", () -> ended.containsKey(job(1)));
    FunctionResult result = ended.get(job(1)).get(0);
    assertThat(result.value()).isEqualTo("ERROR: the job was ended by signal 9");
    assertThat(result.retcode()).isEqualTo(137);
    assertThat(jobs.end(job(7), 9)).isEmpty();
  }

  @Test
  void aJobThatWaitsIsEndedWithoutEverRunning() throws IOException {
    submit(1, "t.hold");
    submit(2, "t.hold");
    Await.until("two run", () -> hold.now.get() == 2);
    submit(3, "t.hold");
    jobs.end(job(3), 15);
    hold.gate.countDown();
    Await.until("all have ended", () -> ended.size() == 3);
    assertThat(ended.get(job(3)).get(0).retcode()).isEqualTo(143);
    assertThat(ended.get(job(2)).get(0).value()).isEqualTo("went on");
  }

  @Test
  void saltutilAnswersWhenAllOthersAreBusy() throws IOException {
    for (int i = 1; i <= 5; i++) {
      submit(i, "t.hold");
    }
    submit(9, "saltutil.jid");
    Await.until("it has answered", () -> ended.containsKey(job(9)));
    assertThat(ended.get(job(9)).get(0).value()).isEqualTo(job(9).value());
    hold.gate.countDown();
  }

  @Test
  void aJobOfADeadProcessIsFound() throws Exception {
    Path file = folder.resolve("proc").resolve(job(4).value());
    Files.write(
        file,
        io.saltern.wire.Msgpack.NEW_TYPES.encode(
            Map.of("pid", 4_999_999L, "jid", job(4).value(), "fun", "t.hold")));
    assertThat(jobs.running()).isEmpty();
    assertThat(jobs.proc().abandoned()).hasSize(1);
  }

  private Map<String, Object> byJid(int number) {
    return jobs.running().stream()
        .filter(data -> job(number).value().equals(data.get("jid")))
        .findFirst()
        .orElseThrow();
  }

  private void submit(int number, String function) throws IOException {
    Map<String, Object> load =
        Map.of(
            "jid",
            job(number).value(),
            "fun",
            function,
            "arg",
            List.of(),
            "tgt",
            "*",
            "user",
            "me");
    Publication publication = Publication.read(MASTER, load).orElseThrow();
    jobs.note(publication);
    jobs.submit(publication, new Kept());
  }

  private final class Kept implements Jobs.Outbox {
    @Override
    public boolean keep(Publication publication, List<FunctionResult> results) {
      notedWhenKept.put(publication.job(), Files.exists(note(publication.job())));
      ended.put(publication.job(), results);
      return !full;
    }

    @Override
    public void send() {}
  }

  private Path note(JobId job) {
    return folder.resolve("proc").resolve(job.value());
  }

  private static JobId job(int number) {
    return new JobId(String.format("20261122000000%06d", number));
  }

  /** Every text stays what it is. */
  private static final class NoYaml implements Yaml {
    @Override
    public Object read(String text) {
      return text;
    }

    @Override
    public String write(Object value) {
      return String.valueOf(value);
    }
  }
}
