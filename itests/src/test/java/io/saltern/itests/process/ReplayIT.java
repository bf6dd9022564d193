// SPDX-License-Identifier: Apache-2.0
package io.saltern.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.testing.Await;
import io.saltern.testing.MasterPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Jobs that are published while a minion cannot hear them run all the same, and once. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReplayIT {
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final Pattern JID = Pattern.compile("\\d{20}");
  private static final int JOBS = 50;
  private static Master first;
  private static Master second;
  private static Minion minion;

  @BeforeAll
  static void start() throws Exception {
    first = new Master("first", "auto_accept: True\n");
    second = new Master("second", "auto_accept: True\n");
    minion =
        new Minion(
            "web1",
            List.of(first, second),
            """
            master_type: failover
            retry_dns: 0
            master_alive_interval: 2
            master_failback: True
            master_failback_interval: 1
            master_dwell: 1
            """);
    first.startAndAwait();
    minion.start();
    second.takeKeyOf(first);
    second.startAndAwait();
    minion.awaitReady();
    Path accepted = Files.createDirectories(second.pki().resolve("minions"));
    Files.copy(first.pki().resolve("minions/web1"), accepted.resolve("web1"));
  }

  @AfterAll
  static void stop() {
    Stream.of(minion, first, second).forEach(Instance::close);
  }

  @Test
  @Order(1)
  void aJobPublishedWhileTheMinionIsBetweenMastersReachesIt() throws Exception {
    minion.signal("STOP");
    first.kill();
    String job = publish(second);
    minion.signal("CONT");
    awaitReturn(job);
    assertThat(runs(job)).isEqualTo(1);
  }

  @Test
  @Order(2)
  void aJobPublishedWhileTheMinionIsRestartedReachesIt() throws Exception {
    String before = publish(second);
    awaitReturn(before);
    minion.kill();
    String job = publish(second);
    minion.start();
    awaitReturn(job);
    awaitReturn(publish(second));
    assertThat(runs(job)).isEqualTo(1);
    assertThat(runs(before)).isEqualTo(1);
  }

  @Test
  @Order(3)
  void eachOfManyJobsRunsAndReturnsOnceWhileTheMinionGoesToAndFro() throws Exception {
    first.startAndAwait();
    Random random = new Random(7);
    List<String> jobs = new ArrayList<>();
    for (int i = 0; i < JOBS; i++) {
      if (i % 16 == 4) {
        first.signal("CONT");
      } else if (i % 16 == 12) {
        first.signal("STOP");
      }
      jobs.add(publish(second));
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(400)));
    }
    first.signal("STOP");
    try {
      for (String job : jobs) {
        Await.until(job + " has run", SOON, () -> runs(job) == 1);
      }
    } finally {
      first.signal("CONT");
    }
    for (String job : jobs) {
      awaitReturn(job);
    }
    assertThat(jobs).allSatisfy(job -> assertThat(runs(job)).isEqualTo(1));
    assertThat(jobs).allSatisfy(job -> assertThat(returns(job)).isEqualTo(1));
  }

  @Test
  @Order(4)
  void withoutAWindowItIsLost() throws Exception {
    minion.kill();
    Files.writeString(
        minion.folder().resolve("minion"), "job_replay_window: 0\n", StandardOpenOption.APPEND);
    String lost = publish(first);
    String lostToo = publish(second);
    long ready = readyLines();
    minion.start();
    Await.until("the minion is ready", SOON, () -> readyLines() > ready);
    awaitReturn(publish(first));
    assertThat(runs(lost)).isZero();
    assertThat(runs(lostToo)).isZero();
  }

  private static String publish(Master master) throws IOException {
    MasterPrograms.Output output = master.programs().run(SOON, "salt", "--async", "*", "test.ping");
    Matcher jid = JID.matcher(output.out());
    assertThat(jid.find()).as(output.toString()).isTrue();
    return jid.group();
  }

  private static void awaitReturn(String job) {
    Await.until("the return of " + job, SOON, () -> returns(job) > 0);
  }

  /** How often it was kept, by whichever master. */
  private static long returns(String job) throws IOException {
    String line = "Got return from web1 for job " + job;
    return first.countLogged(line) + second.countLogged(line);
  }

  private static long runs(String job) throws IOException {
    return minion.countLogged("Starting a new job " + job);
  }

  private static long readyLines() throws IOException {
    return minion.countLogged("Minion is ready to receive requests!");
  }
}
