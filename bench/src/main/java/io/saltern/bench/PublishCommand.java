// SPDX-License-Identifier: Apache-2.0
package io.saltern.bench;

import io.saltern.bench.minions.SimulatedMinion;
import io.saltern.bench.minions.Swarm;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How long it takes from a publication to the last minion's return. */
@Command(
    name = "publish",
    mixinStandardHelpOptions = true,
    description = {
      "Milliseconds from a publication, as the first minion gets it, to the acknowledged return",
      "of the last, and those of the whole command."
    })
final class PublishCommand implements Callable<Integer> {
  @Mixin private MasterOptions master = new MasterOptions();

  @Option(
      names = "--salt-command",
      required = true,
      description = "What publishes to all, for the shell: \"salt '*' test.ping\".")
  private String command = "";

  @Option(
      names = "--times",
      defaultValue = "5",
      description = "How often to publish (${DEFAULT-VALUE}).")
  private int times;

  @Option(
      names = "--timeout",
      defaultValue = "120",
      description = "Seconds a job may take (${DEFAULT-VALUE}).")
  private int timeout;

  @Override
  public Integer call() throws Exception {
    try (Swarm swarm = new Swarm(master.minions(), List.of(master.address()))) {
      PublishTimes publishes = new PublishTimes(swarm, command, Duration.ofSeconds(timeout));
      swarm.each("signing in", SimulatedMinion::openSession, Steps.DEADLINE);
      swarm.each(
          "subscribing",
          (minion, done) -> minion.subscribe(done, publishes::got, publishes::lost),
          Steps.DEADLINE);
      for (int i = 0; i < times; i++) {
        publishes.once();
      }
      master.print(publishes.result());
    }
    return 0;
  }
}
