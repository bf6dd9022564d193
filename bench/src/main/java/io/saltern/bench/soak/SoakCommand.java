// SPDX-License-Identifier: Apache-2.0
package io.saltern.bench.soak;

import io.saltern.bench.fleet.Fleet;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Whether anything is lost or done twice while masters come and go. */
@Command(
    name = "soak",
    mixinStandardHelpOptions = true,
    description = {
      "Two masters and some minions of the built distributions, on loopback: the masters are",
      "killed, frozen and restarted at random while jobs run. In the end the return of every job",
      "must be on exactly one master for each minion, and every job must have run once; the counts",
      "are printed, and the exit code is 1 when it is not so. The minions know both masters, prefer",
      "the first (failover with failback), and are told of jobs they missed for two hours."
    })
public final class SoakCommand implements Callable<Integer> {
  private static final int SETTLE_ROUNDS = 12;
  private static final int SETTLE_SECONDS = 15;
  private static final int SHOWN = 20;
  private static final String REPLAY = "job_replay_window: 7200\n";
  private static final String FAILBACK =
      """
      retry_dns: 0
      master_alive_interval: 5
      master_failback: True
      master_failback_interval: 5
      acceptance_wait_time: 1
      acceptance_wait_time_max: 2
      """;

  @Option(
      names = "--minutes",
      defaultValue = "30",
      description = "How long jobs run and masters are disturbed (${DEFAULT-VALUE}).")
  private int minutes;

  @Option(names = "--minions", defaultValue = "5", description = "How many (${DEFAULT-VALUE}).")
  private int minions;

  @Option(
      names = "--jobs-per-minute",
      defaultValue = "50",
      description = "Each for all minions, of 0 to 6 seconds (${DEFAULT-VALUE}).")
  private int jobsPerMinute;

  @Option(names = "--seed", description = "Of what is random; printed, to be used again.")
  private @Nullable Long seed;

  @Option(names = "--master-home", required = true, description = "The master's distribution.")
  private Path masterHome = Path.of("");

  @Option(names = "--minion-home", required = true, description = "The minion's distribution.")
  private Path minionHome = Path.of("");

  private final PrintStream out = System.out;

  @Override
  public Integer call() throws Exception {
    long chosen = seed == null ? System.nanoTime() & 0xffff : seed;
    Path work = Files.createTempDirectory("soak-");
    say("seed " + chosen + ", files in " + work);
    boolean good;
    try (Fleet fleet = fleet(work)) {
      Runtime.getRuntime().addShutdownHook(new Thread(fleet::close, "soak-end"));
      fleet.start();
      say(minions + " minions serve master a; " + minutes + " minutes begin");
      good = soak(fleet, new Random(chosen));
    }
    if (good) {
      delete(work);
    } else {
      say("the files stay in " + work);
    }
    return good ? 0 : 1;
  }

  private Fleet fleet(Path work) throws IOException {
    return new Fleet(
        new Fleet.Homes(masterHome, minionHome),
        work,
        Fleet.Sites.loopback(),
        minions,
        REPLAY,
        REPLAY + FAILBACK);
  }

  private boolean soak(Fleet fleet, Random random) throws Exception {
    long seconds = TimeUnit.MINUTES.toSeconds(minutes);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    List<Havoc> havoc =
        fleet.masters().stream()
            .map(master -> new Havoc(master, new Random(random.nextLong()), end))
            .toList();
    try (Publishing publishing = new Publishing(fleet)) {
      publishing.begin(minutes * jobsPerMinute, seconds, random);
      havoc.forEach(Thread::start);
      for (int i = 1; i <= minutes; i++) {
        TimeUnit.MINUTES.sleep(1);
        say("minute " + i + ": " + publishing.published() + " jobs published");
      }
      for (Havoc one : havoc) {
        one.join();
      }
      publishing.await();
      Ledger ledger = settled(fleet);
      report(publishing, havoc, ledger);
      return ledger.good()
          && publishing.failed() == 0
          && havoc.stream().allMatch(one -> one.failure().isEmpty());
    }
  }

  /** Lets the minions come to each master until each return is on one of them. */
  private Ledger settled(Fleet fleet) throws IOException, InterruptedException {
    say("both masters are left in peace now");
    TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
    Ledger ledger = Ledger.of(fleet);
    for (int i = 0; i < SETTLE_ROUNDS && !ledger.settled(); i++) {
      say(
          ledger.missing().size()
              + " returns are not there yet and "
              + ledger.twice().size()
              + " on both masters; the minions visit master b");
      fleet.first().signal("STOP");
      TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
      fleet.first().thaw();
      TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
      ledger = Ledger.of(fleet);
    }
    return ledger;
  }

  private void report(Publishing publishing, List<Havoc> havoc, Ledger ledger) {
    Map<String, Integer> deeds = new TreeMap<>();
    havoc.forEach(
        one -> one.deeds().forEach((deed, count) -> deeds.merge(deed, count, Integer::sum)));
    deeds.forEach((deed, count) -> line("masters " + deed, count));
    line("jobs published", publishing.published());
    line("attempts without answer", publishing.unanswered());
    line("jobs that no master took", publishing.failed());
    line("jobs that a master has", ledger.jobs());
    line("returns expected", ledger.expected());
    line("returns on exactly one master", ledger.once());
    line("returns on no master", ledger.missing().size());
    line("returns on both masters", ledger.twice().size());
    line("jobs that ran once on a minion", ledger.ranOnce());
    line("jobs that ran twice on a minion", ledger.ranTwice().size());
    list("missing", ledger.missing());
    list("on both", ledger.twice());
    list("ran twice", ledger.ranTwice());
    havoc.stream()
        .map(Havoc::failure)
        .filter(failure -> !failure.isEmpty())
        .forEach(failure -> say("FAILED: " + failure));
  }

  private void line(String name, int count) {
    out.printf("  %-34s %8d%n", name, count);
  }

  private void list(String name, List<String> keys) {
    keys.stream().limit(SHOWN).forEach(key -> out.println("  " + name + ": " + key));
  }

  private void say(String text) {
    out.println(LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS) + " " + text);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
