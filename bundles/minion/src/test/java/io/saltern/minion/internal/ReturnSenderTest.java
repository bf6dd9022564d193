// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.JobId;
import io.saltern.api.channel.ClientChannel;
import io.saltern.api.testing.FixedSettings;
import io.saltern.api.transport.Endpoint;
import io.saltern.testing.Await;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReturnSenderTest {
  private static final Endpoint FIRST = new Endpoint("127.0.0.9", 4506);

  private static final Endpoint SECOND = new Endpoint("127.0.0.10", 4506);
  private static final JobId JOB = new JobId("20261122000000000001");

  @TempDir Path folder;
  private final FakeMaster master = new FakeMaster();
  private final MasterFacts facts = new MasterFacts(Clock.systemUTC());
  private final NotingTimer timer = new NotingTimer();
  private final AtomicInteger elsewhere = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();
  private FixedSettings settings;
  private ReturnSpool spool;
  private Doubts doubts;
  private LinkTools tools;
  private ReturnSender sender;

  /** Remembers how long what it does was put off. */
  private static final class NotingTimer extends Timer {
    private final List<Duration> waits = new CopyOnWriteArrayList<>();

    NotingTimer() {
      super("test");
    }

    @Override
    void after(Duration wait, Runnable work) {
      waits.add(wait);
      super.after(wait, work);
    }
  }

  @BeforeEach
  void open() throws Exception {
    settings = new FixedSettings(folder);
    spool = new ReturnSpool(folder.resolve("returns"), 1 << 20, 10);
    doubts = new Doubts(folder.resolve("doubts"), 10);
    ClientChannel channel = master.open(settings, null, FIRST);
    tools =
        new LinkTools(
            settings,
            null,
            null,
            null,
            master,
            null,
            facts,
            spool,
            doubts,
            null,
            null,
            null,
            timer,
            elsewhere::incrementAndGet);
    sender = new ReturnSender(channel, publisher -> true, tools);
    String jid = JOB.value();
    spool.put(JOB, FIRST, Map.of("cmd", "_return", "jid", jid, "return", true));
  }

  @AfterEach
  void close() {
    timer.close();
  }

  @Test
  void whatAMasterMayStillKeepIsNotFreeForAnother() {
    facts.time(FIRST, System.currentTimeMillis());
    master.silent = true;
    long begin = System.nanoTime();
    sender.sendWaiting();
    sender.close(done::incrementAndGet);
    Await.until("the return is free", () -> elsewhere.get() == 1);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofSeconds(3));
    assertThat(done).hasValue(1);
    assertThat(spool.take(publisher -> true)).isPresent();
  }

  @Test
  void whatAMasterThatTellsNoTimeDidNotTakeIsFreeAtOnce() {
    master.silent = true;
    sender.sendWaiting();
    sender.close(done::incrementAndGet);
    Await.until("the return is free", () -> elsewhere.get() == 1);
    assertThat(timer.waits)
        .as("not even the pause before a second attempt is longer")
        .allMatch(wait -> wait.compareTo(Duration.ofSeconds(1)) <= 0);
    assertThat(done).hasValue(1);
  }

  @Test
  void aMasterThatMayHaveKeptWhatAnotherHasIsTold() throws Exception {
    master.silent = true;
    sender.sendWaiting();
    sender.close(done::incrementAndGet);
    Await.until("the return is free", () -> elsewhere.get() == 1);
    assertThat(new Doubts(folder.resolve("doubts"), 10).isEmpty()).isFalse();
    master.silent = false;
    Withdrawal first = new Withdrawal(tools, master.open(settings, null, FIRST));
    first.tell();
    assertThat(master.requests).as("nobody else has it").isEmpty();

    facts.identity(SECOND, "the-second");
    sendToSecond();
    assertThat(new Doubts(folder.resolve("doubts"), 10).elsewhere(FIRST))
        .containsExactly(Map.entry(JOB, "the-second"));
    first.tell();
    Await.until("no doubt is left", doubts::isEmpty);
    assertThat(master.requests.get(1))
        .isEqualTo(
            Map.of("cmd", "_returned_elsewhere", "returns", Map.of(JOB.value(), "the-second")));
    assertThat(new Doubts(folder.resolve("doubts"), 10).isEmpty()).isTrue();
  }

  @Test
  void whereTheOtherMasterIsUnknownNobodyIsTold() throws Exception {
    doubts.add(JOB, FIRST);
    sendToSecond();
    assertThat(doubts.isEmpty()).isTrue();
  }

  @Test
  void aMasterThatHasItAfterAllIsInNoDoubt() throws Exception {
    facts.identity(FIRST, "the-first");
    doubts.add(JOB, FIRST);
    sender.sendWaiting();
    Await.until("it is acknowledged", () -> spool.size() == 0);
    assertThat(doubts.isEmpty()).isTrue();
  }

  @Test
  void theOldestDoubtsAreForgottenWhenThereAreTooMany() throws Exception {
    Doubts few = new Doubts(folder.resolve("few"), 2);
    List<JobId> jobs =
        Stream.of("20261122000000000003", "20261122000000000001", "20261122000000000002")
            .map(JobId::new)
            .toList();
    for (JobId job : jobs) {
      few.add(job, FIRST);
    }
    Doubts again = new Doubts(folder.resolve("few"), 2);
    for (JobId job : jobs) {
      again.kept(job, SECOND, Optional.of("the-second"));
    }
    assertThat(again.elsewhere(FIRST).keySet()).containsExactly(jobs.get(2), jobs.get(0));
  }

  private void sendToSecond() {
    new ReturnSender(master.open(settings, null, SECOND), publisher -> true, tools).sendWaiting();
    Await.until("it is acknowledged", () -> spool.size() == 0);
  }

  @Test
  void whatIsAcknowledgedIsDone() {
    sender.sendWaiting();
    sender.close(done::incrementAndGet);
    Await.until("it is done", () -> done.get() == 1);
    assertThat(spool.size()).isZero();
    assertThat(elsewhere).hasValue(0);
  }
}
