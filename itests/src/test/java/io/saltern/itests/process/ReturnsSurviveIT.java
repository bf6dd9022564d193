// SPDX-License-Identifier: Apache-2.0
package io.saltern.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.testing.Await;
import io.saltern.testing.MasterPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A master killed with -9 in the middle of 500 returns of five minions. */
class ReturnsSurviveIT {
  private static final int MINIONS = 5;
  private static final int JOBS = 100;

  /**
   * How long each job takes, in seconds. A minion runs 64 at once, so that a good half of the
   * returns come so much earlier than the rest that the master is killed in between, however slow
   * the machine.
   */
  private static final int SLEEP = 12;

  private static final Duration SOON = Duration.ofMinutes(2);
  private static final Pattern JID = Pattern.compile("\\d{20}");
  private static final String CACHE = "var/cache/salt/minion";

  @Test
  void whatWasAcknowledgedIsThereAfterwardsAndTheRestArrives() throws Exception {
    List<Minion> minions = new ArrayList<>();
    try (Master master = new Master("survive", "auto_accept: True\n")) {
      master.startAndAwait();
      for (int i = 0; i < MINIONS; i++) {
        Minion minion =
            new Minion("m" + i, master, "return_retry_timer: 1\nreturn_retry_timer_max: 2\n");
        minions.add(minion);
        minion.start();
      }
      for (Minion minion : minions) {
        minion.awaitReady();
      }
      List<String> jobs = publishJobs(master);
      Await.until(
          "a third of the returns is acknowledged",
          SOON,
          () -> acknowledged(minions).size() >= MINIONS * JOBS / 3);
      master.kill();
      for (Minion minion : minions) {
        minion.signal("STOP");
      }
      Set<String> acknowledged = acknowledged(minions);
      assertThat(acknowledged).as("killed in the middle").hasSizeLessThan(MINIONS * JOBS);

      master.startAndAwait();
      assertThat(stored(master, jobs)).containsAll(acknowledged);

      for (Minion minion : minions) {
        minion.signal("CONT");
      }
      Await.until(
          "nothing waits to be sent", SOON, () -> acknowledged(minions).size() == MINIONS * JOBS);
      assertThat(stored(master, jobs)).hasSize(MINIONS * JOBS);
    } finally {
      minions.forEach(Minion::close);
    }
  }

  private static List<String> publishJobs(Master master) throws IOException {
    List<String> jobs = new ArrayList<>();
    for (int i = 0; i < JOBS; i++) {
      MasterPrograms.Output output =
          master.programs().run(SOON, "salt", "--async", "*", "test.sleep", "" + SLEEP);
      Matcher jid = JID.matcher(output.out());
      assertThat(jid.find()).as(output.toString()).isTrue();
      jobs.add(jid.group());
    }
    return jobs;
  }

  /** Who has run which job and has been told that its return is kept: {@code jid minion}. */
  private static Set<String> acknowledged(List<Minion> minions) throws IOException {
    Set<String> done = new TreeSet<>();
    for (Minion minion : minions) {
      Path cache = minion.folder().resolve(CACHE);
      // in this order: a job that moves on meanwhile is counted as not yet acknowledged
      Set<String> seen = Set.copyOf(Files.readAllLines(cache.resolve("seen_jobs")));
      Set<String> open = names(cache.resolve("proc"));
      Set<String> spooled = names(cache.resolve("returns"));
      seen.stream()
          .filter(jid -> !open.contains(jid) && !spooled.contains(jid))
          .forEach(jid -> done.add(jid + " " + minion.id()));
    }
    return done;
  }

  private static Set<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString().split("-", 2)[0])
          .collect(Collectors.toUnmodifiableSet());
    }
  }

  private static Set<String> stored(Master master, List<String> jobs) throws IOException {
    Set<String> stored = new TreeSet<>();
    for (String jid : jobs) {
      String returns =
          master.programs().run(SOON, "salt-run", "--out", "json", "jobs.lookup_jid", jid).out();
      Matcher minion = Pattern.compile("\"(m\\d)\": true").matcher(returns);
      while (minion.find()) {
        stored.add(jid + " " + minion.group(1));
      }
    }
    return stored;
  }
}
