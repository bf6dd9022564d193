// SPDX-License-Identifier: Apache-2.0
package io.saltern.bench;

import io.saltern.bench.logins.AdCommand;
import io.saltern.bench.logins.LdapCommand;
import io.saltern.bench.logins.LoginsCommand;
import io.saltern.bench.logins.PamCommand;
import io.saltern.bench.soak.SoakCommand;
import io.saltern.bench.trials.TrialsCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Measures Salt-compatible masters with simulated minions. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    subcommands = {
      SignInCommand.class,
      ReturnsCommand.class,
      PublishCommand.class,
      FailoverCommand.class,
      TrialsCommand.class,
      SoakCommand.class,
      LoginsCommand.class,
      AdCommand.class,
      LdapCommand.class,
      PamCommand.class,
      MicroCommand.class
    },
    description = "Measures a Salt-compatible master with simulated minions, or Saltern's codecs.")
public final class Bench {
  private Bench() {}

  public static void main(String[] args) {
    System.exit(
        new CommandLine(new Bench()).setExecutionExceptionHandler(Bench::explain).execute(args));
  }

  private static int explain(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
    command.getErr().println(command.getCommandName() + ": " + e.getMessage());
    return command.getCommandSpec().exitCodeOnExecutionException();
  }
}
