// SPDX-License-Identifier: Apache-2.0
package io.saltern.bench.logins;

import io.saltern.testing.MasterPrograms;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Logins at a running master. */
@Command(
    name = "logins",
    mixinStandardHelpOptions = true,
    description = {
      "Users log in at a backend over and over: salt-run auth.mk_token, through the master's",
      "socket, without a process for each. All of it counts: the backend, the record, the token."
    })
public final class LoginsCommand implements Callable<Integer> {
  private static final Duration MOST = Duration.ofMinutes(1);

  @Option(names = "--root", required = true, description = "The master's root_dir.")
  private Path root = Path.of("");

  @Option(names = "--eauth", required = true, description = "The backend.")
  private String eauth = "";

  @Option(
      names = "--passwords",
      required = true,
      description =
          "File of a line NAME:PASSWORD for each user; they are measured one after the other.")
  private Path passwords = Path.of("");

  @Mixin private LoadOptions options = new LoadOptions();

  @Override
  public Integer call() throws Exception {
    PrintStream out = System.out;
    Load load = options.load();
    MasterPrograms master = new MasterPrograms(root);
    for (String line : Files.readAllLines(passwords)) {
      String[] user = line.split(":", 2);
      if (user.length < 2) {
        throw new IOException(passwords + ": expected NAME:PASSWORD");
      }
      out.printf("%-10s %s%n", user[0], load.run(() -> login(master, eauth, user[0], user[1])));
    }
    return 0;
  }

  static void login(MasterPrograms master, String eauth, String user, String password)
      throws IOException {
    List<String> words =
        List.of("auth.mk_token", "username=" + user, "password=" + password, "eauth=" + eauth);
    MasterPrograms.Output made = master.run(MOST, "salt-run", words.toArray(String[]::new));
    if (!made.out().contains("token:")) {
      throw new IOException(made.err() + made.out());
    }
  }
}
