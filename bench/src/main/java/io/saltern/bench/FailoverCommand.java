// SPDX-License-Identifier: Apache-2.0
package io.saltern.bench;

import io.saltern.bench.minions.MasterAddress;
import io.saltern.bench.minions.SimulatedMinion;
import io.saltern.bench.minions.Swarm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How long it takes until all minions of a master that ends serve another. */
@Command(
    name = "failover",
    mixinStandardHelpOptions = true,
    description = {
      "Ends a master and measures until all its minions have signed in at the next and hear it.",
      "A minion whose attempt fails tries again after a second."
    })
final class FailoverCommand implements Callable<Integer> {
  @Mixin private MasterOptions master = new MasterOptions();

  @Option(names = "--next-host", required = true, description = "The next master's address.")
  private String nextHost = "";

  @Option(
      names = "--next-ret-port",
      defaultValue = "4506",
      description = "Its port for requests (${DEFAULT-VALUE}).")
  private int nextRetPort;

  @Option(
      names = "--next-publish-port",
      defaultValue = "0",
      description = "Its port for publications (the one it names).")
  private int nextPublishPort;

  @Option(names = "--next-pki-dir", description = "Its key directory (the first's).")
  private @Nullable Path nextPkiDir;

  @Option(
      names = "--kill-command",
      required = true,
      description = "What ends the first master, for the shell: \"kill -9 PID\".")
  private String kill = "";

  @Option(
      names = "--timeout",
      defaultValue = "300",
      description = "Seconds all may take (${DEFAULT-VALUE}).")
  private int timeout;

  @Override
  public Integer call() throws Exception {
    MasterAddress from = master.address();
    MasterAddress to =
        new MasterAddress(
            nextHost,
            nextRetPort,
            nextPublishPort,
            nextPkiDir == null ? from.pkiDir() : nextPkiDir);
    try (Swarm swarm = new Swarm(master.minions(), List.of(from, to))) {
      FailoverTimes times = new FailoverTimes(swarm, to);
      swarm.each("signing in", SimulatedMinion::openSession, Steps.DEADLINE);
      swarm.each("subscribing", times::watch, Steps.DEADLINE);
      times.run(kill, Duration.ofSeconds(timeout));
      master.print(times.result());
    }
    return 0;
  }
}
