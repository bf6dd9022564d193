// SPDX-License-Identifier: Apache-2.0
package io.saltern.bench;

import io.saltern.api.JobId;
import io.saltern.bench.minions.Job;
import io.saltern.bench.minions.SimulatedMinion;
import io.saltern.bench.minions.Swarm;
import io.saltern.wire.JobIdSource;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** How many returns a master takes in a second. */
@Command(
    name = "returns",
    mixinStandardHelpOptions = true,
    description = {
      "Returns a second, counted when the master has acknowledged them.",
      "Each minion returns once for each of a row of jobs."
    })
final class ReturnsCommand implements Callable<Integer> {
  @Mixin private MasterOptions master = new MasterOptions();
  @Mixin private TimeOptions time = new TimeOptions();

  private final JobIdSource ids = new JobIdSource(Clock.systemUTC());
  private final List<JobId> jobs = new ArrayList<>();
  private final Map<SimulatedMinion, Integer> returned = new HashMap<>();

  @Override
  public Integer call() throws Exception {
    try (Swarm swarm = new Swarm(master.minions(), List.of(master.address()))) {
      swarm.each("signing in", SimulatedMinion::openSession, Steps.DEADLINE);
      master.print(
          new Throughput(swarm, master.processorTime(), this::giveBack)
              .run("returns", time.warmUp(), time.measured()));
    }
    return 0;
  }

  private void giveBack(SimulatedMinion minion, SimulatedMinion.Done done) {
    int row = returned.merge(minion, 1, Integer::sum) - 1;
    if (row == jobs.size()) {
      jobs.add(ids.next());
    }
    minion.giveBack(new Job(jobs.get(row).value(), "test.ping", List.of()), done);
  }
}
