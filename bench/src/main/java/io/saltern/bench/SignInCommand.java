// SPDX-License-Identifier: Apache-2.0
package io.saltern.bench;

import io.saltern.bench.minions.SimulatedMinion;
import io.saltern.bench.minions.Swarm;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** How many sign-ins a master does in a second. */
@Command(
    name = "signin",
    mixinStandardHelpOptions = true,
    description = {
      "Sign-ins a second, each with a token for the master to prove itself.",
      "Whether its key comes with a signature is the master's configuration."
    })
final class SignInCommand implements Callable<Integer> {
  @Mixin private MasterOptions master = new MasterOptions();
  @Mixin private TimeOptions time = new TimeOptions();

  @Override
  public Integer call() throws Exception {
    try (Swarm swarm = new Swarm(master.minions(), List.of(master.address()))) {
      swarm.each("connecting", SimulatedMinion::signIn, Steps.DEADLINE);
      master.print(
          new Throughput(swarm, master.processorTime(), SimulatedMinion::signIn)
              .run("sign-ins", time.warmUp(), time.measured()));
    }
    return 0;
  }
}
