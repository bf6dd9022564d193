// SPDX-License-Identifier: Apache-2.0
package io.saltern.bench.trials;

import io.saltern.bench.fleet.Fleet;
import io.saltern.bench.fleet.MasterNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How long a minion is without a master when its own is lost. */
@Command(
    name = "trials",
    mixinStandardHelpOptions = true,
    description = {
      "Two masters and a minion of the built distributions, which knows both. The one it serves is",
      "lost, in turn the one and the other; the time runs from then until test.ping is answered",
      "through the other. Each trial is printed. The exit code is 1 when one takes as long as",
      "--limit or longer."
    })
public final class TrialsCommand implements Callable<Integer> {
  private static final String MINION = "m1";
  private static final long MOST_SECONDS = 60;
  private static final int READY_SECONDS = 60;

  @Option(
      names = "--way",
      defaultValue = "kill",
      description =
          "kill (kill -9), freeze (SIGSTOP) or drop (its packets are lost; needs root and iproute2:"
              + " network namespaces); ${DEFAULT-VALUE} unless said.")
  private World.Way way = World.Way.kill;

  @Option(names = "--trials", defaultValue = "20", description = "How many (${DEFAULT-VALUE}).")
  private int trials;

  @Option(
      names = "--limit",
      defaultValue = "1",
      description = "Seconds that each must stay below (${DEFAULT-VALUE}).")
  private double limit;

  @Option(
      names = "--pause",
      defaultValue = "10",
      description = "Seconds between one trial and the next (${DEFAULT-VALUE}).")
  private int pause;

  @Option(
      names = "--minion-option",
      description = "A line of the minion's configuration, as \"master_alive_interval: 5\".")
  private List<String> minionLines = new ArrayList<>();

  @Option(names = "--master-home", required = true, description = "The master's distribution.")
  private Path masterHome = Path.of("");

  @Option(names = "--minion-home", required = true, description = "The minion's distribution.")
  private Path minionHome = Path.of("");

  private final PrintStream out = System.out;

  @Override
  public Integer call() throws Exception {
    Path work = Files.createTempDirectory("trials-");
    String lines = minionLines.stream().map(line -> line + "\n").reduce("", String::concat);
    try (World world = World.of(way);
        Fleet fleet =
            new Fleet(new Fleet.Homes(masterHome, minionHome), work, world.sites(), 1, "", lines)) {
      Runtime.getRuntime().addShutdownHook(new Thread(fleet::close, "trials-end"));
      fleet.start();
      return verdict(seconds(fleet, world.blow()), work);
    }
  }

  private List<Double> seconds(Fleet fleet, Blow blow) throws Exception {
    List<Double> seconds = new ArrayList<>();
    MasterNode served = fleet.first();
    MasterNode next = fleet.second();
    for (int i = 1; i <= trials; i++) {
      awaitReady(served);
      TimeUnit.SECONDS.sleep(pause);
      long begin = System.nanoTime();
      blow.strike(served);
      OptionalDouble took = FirstPing.through(next, MINION, begin, MOST_SECONDS);
      if (took.isEmpty()) {
        throw new IOException("trial " + i + ": no answer within " + MOST_SECONDS + " s");
      }
      out.printf(Locale.ROOT, "trial %2d: %.2f s%n", i, took.getAsDouble());
      seconds.add(took.getAsDouble());
      blow.mend(served);
      MasterNode lost = served;
      served = next;
      next = lost;
    }
    return seconds;
  }

  private static void awaitReady(MasterNode master) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    if (FirstPing.through(master, MINION, begin, READY_SECONDS).isEmpty()) {
      throw new IOException("the minion does not serve " + master.address());
    }
  }

  private int verdict(List<Double> seconds, Path work) {
    List<Double> sorted = seconds.stream().sorted().toList();
    long late = sorted.stream().filter(one -> one >= limit).count();
    out.printf(
        Locale.ROOT,
        "%s, %d trials: median %.2f s, longest %.2f s, not below %.1f s: %d%n",
        way,
        sorted.size(),
        sorted.get((sorted.size() - 1) / 2),
        sorted.get(sorted.size() - 1),
        limit,
        late);
    out.println("files in " + work);
    return late == 0 ? 0 : 1;
  }
}
