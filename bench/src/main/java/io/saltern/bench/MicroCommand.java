// SPDX-License-Identifier: Apache-2.0
package io.saltern.bench;

import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Runs the micro benchmarks. */
@Command(
    name = "micro",
    description = {
      "RSA, the codecs and decisions about access, on one thread.",
      "Arguments after -- go to JMH: a pattern of names, -t 2, -wi 1 ..."
    })
final class MicroCommand implements Callable<Integer> {
  @Parameters(paramLabel = "JMH")
  private List<String> arguments = List.of();

  @Override
  public Integer call() throws Exception {
    new Runner(new CommandLineOptions(arguments.toArray(String[]::new))).run();
    return 0;
  }
}
