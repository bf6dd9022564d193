// SPDX-License-Identifier: Apache-2.0
package io.saltern.bench.logins;

import io.saltern.bench.fleet.Fleet;
import io.saltern.bench.fleet.MasterNode;
import io.saltern.bench.fleet.Site;
import io.saltern.testing.MasterPrograms;
import io.saltern.testing.PrivateAccounts;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Logins by PAM: a plain loop, then masters that call it themselves and by a process. */
@Command(
    name = "pam",
    mixinStandardHelpOptions = true,
    description = {
      "Logins by pam_unix with SHA-512 and with yescrypt, among accounts that only this sees: a",
      "plain loop over libpam, then a master of the built distribution that calls PAM itself,",
      "then one that has it called by a process (auth.pam.isolated). Needs root."
    })
public final class PamCommand implements Callable<Integer> {
  private static final Map<String, String> PASSWORDS =
      new TreeMap<>(Map.of("alice", "alicepw", "bob", "bobpw"));
  private static final Map<String, String> HASHES = Map.of("alice", "SHA-512", "bob", "yescrypt");

  @Option(names = "--master-home", required = true, description = "The unpacked distribution.")
  private Path masterHome = Path.of("");

  @Mixin private LoadOptions options = new LoadOptions();

  private final PrintStream out = System.out;

  @Override
  public Integer call() throws Exception {
    try (PrivateAccounts accounts = PrivateAccounts.usual()) {
      for (Map.Entry<String, String> user : PASSWORDS.entrySet()) {
        print("plain loop", user.getKey(), plain(accounts, user.getKey(), user.getValue()));
      }
      for (boolean isolated : List.of(false, true)) {
        measure(accounts, isolated);
      }
    }
    return 0;
  }

  private void print(String who, String user, String line) {
    out.printf("%-12s %-9s %s%n", who, HASHES.get(user), line);
  }

  private String plain(PrivateAccounts accounts, String user, String password) throws IOException {
    List<String> command = new ArrayList<>(accounts.enter());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(PlainPam.class.getName(), "login", user, password));
    Load load = options.load();
    for (long number :
        List.of((long) load.users(), load.warmUp().toSeconds(), load.measured().toSeconds())) {
      command.add(Long.toString(number));
    }
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
        .stripTrailing();
  }

  private void measure(PrivateAccounts accounts, boolean isolated) throws Exception {
    Path folder = Files.createTempDirectory("st-bench-");
    String address = Fleet.Sites.loopback().first().address();
    String configuration =
        "auth.pam.isolated: "
            + isolated
            + "\nexternal_auth:\n  pam:\n    alice: [test.ping]\n    bob: [test.ping]\n";
    try (MasterNode master =
        new MasterNode(masterHome, folder, new Site(address, accounts.enter()), configuration)) {
      master.startAndAwait();
      MasterPrograms programs = new MasterPrograms(folder);
      Load load = options.load();
      for (Map.Entry<String, String> user : PASSWORDS.entrySet()) {
        String line =
            load.run(() -> LoginsCommand.login(programs, "pam", user.getKey(), user.getValue()));
        print(isolated ? "isolated" : "in process", user.getKey(), line);
      }
      master.stop();
    }
  }
}
