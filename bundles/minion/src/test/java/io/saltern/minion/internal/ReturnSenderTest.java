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
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReturnSenderTest {
  private static final Endpoint FIRST = new Endpoint("127.0.0.9", 4506);

  @TempDir Path folder;
  private final FakeMaster master = new FakeMaster();
  private final MasterTimes times = new MasterTimes(Clock.systemUTC());
  private final Timer timer = new Timer("test");
  private final AtomicInteger elsewhere = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();
  private FixedSettings settings;
  private ReturnSpool spool;
  private ReturnSender sender;

  @BeforeEach
  void open() throws Exception {
    settings = new FixedSettings(folder);
    spool = new ReturnSpool(folder.resolve("returns"), 1 << 20, 10);
    ClientChannel channel = master.open(settings, null, FIRST);
    LinkTools tools =
        new LinkTools(
            settings,
            null,
            null,
            null,
            master,
            null,
            times,
            spool,
            null,
            null,
            null,
            timer,
            elsewhere::incrementAndGet);
    sender = new ReturnSender(channel, publisher -> true, tools);
    String jid = "20261122000000000001";
    spool.put(new JobId(jid), FIRST, Map.of("cmd", "_return", "jid", jid, "return", true));
  }

  @AfterEach
  void close() {
    timer.close();
  }

  @Test
  void whatAMasterMayStillKeepIsNotFreeForAnother() {
    times.told(FIRST, System.currentTimeMillis());
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
    Await.until("the return is free", Duration.ofSeconds(3), () -> elsewhere.get() == 1);
    assertThat(done).hasValue(1);
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
