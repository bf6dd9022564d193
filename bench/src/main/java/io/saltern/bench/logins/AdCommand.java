// SPDX-License-Identifier: Apache-2.0
package io.saltern.bench.logins;

import io.saltern.api.auth.Verdict;
import io.saltern.bench.fleet.Fleet;
import io.saltern.bench.fleet.MasterNode;
import io.saltern.bench.fleet.Site;
import io.saltern.ldap.ActiveDirectoryLogin;
import io.saltern.ldap.ActiveDirectoryRules;
import io.saltern.ldap.Credentials;
import io.saltern.ldap.Directory;
import io.saltern.ldap.DirectoryLogin;
import io.saltern.ldap.DomainSearch;
import io.saltern.ldap.LdapFailure;
import io.saltern.ldap.LdapServer;
import io.saltern.ldap.LdapServer.Security;
import io.saltern.ldap.LdapSettings;
import io.saltern.ldap.Query.Scope;
import io.saltern.ldap.Trail;
import io.saltern.testing.MasterPrograms;
import io.saltern.testing.ldap.ActiveDirectory;
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

/** Logins to Active Directory over TLS: plain loops over the library, then a master. */
@Command(
    name = "ad",
    mixinStandardHelpOptions = true,
    description = {
      "Logins at a domain controller of its own (Samba), over LDAPS: find the user, try the",
      "password, find the groups and those that they are in. Plain loops over the LDAP library,",
      "with kept connections and with new ones each time; then a master of the built",
      "distribution. Groups are asked for each time, and then remembered. Needs root."
    })
public final class AdCommand implements Callable<Integer> {
  private static final String LOOKUP = "ldaplookup@" + ActiveDirectory.REALM;
  private static final String LOOKUP_PASSWORD = "ldaplookupPw1";
  private static final String USER = "alice";
  private static final String PASSWORD = "alicePw1";
  private static final int GROUPS = 3;
  private static final String NAME = "sAMAccountName";

  @Option(names = "--master-home", required = true, description = "The unpacked distribution.")
  private Path masterHome = Path.of("");

  @Mixin private LoadOptions options = new LoadOptions();

  private final PrintStream out = System.out;

  @Override
  public Integer call() throws Exception {
    try (ActiveDirectory domain = ActiveDirectory.started()) {
      Load load = options.load();
      for (Duration memory : List.of(Duration.ZERO, Duration.ofMinutes(10))) {
        String groups = memory.isZero() ? ", groups asked for" : ", groups remembered";
        try (DirectoryLogin kept = logins(domain, memory)) {
          print("plain loop" + groups, load.run(() -> login(kept)));
        }
        print("master" + groups, master(domain, memory, load));
      }
      print(
          "plain loop, new connections",
          load.run(
              () -> {
                try (DirectoryLogin fresh = logins(domain, Duration.ZERO)) {
                  login(fresh);
                }
              }));
    }
    return 0;
  }

  private void print(String what, String line) {
    out.printf("%-30s %s%n", what, line);
  }

  private DirectoryLogin logins(ActiveDirectory domain, Duration memory) throws IOException {
    LdapSettings settings =
        new LdapSettings(
            List.of(new LdapServer(domain.address(), LdapServer.TLS_PORT, Security.TLS)),
            true,
            domain.authority(),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            options.load().users());
    return new ActiveDirectoryLogin(
        new Directory(settings, new Credentials(LOOKUP, LOOKUP_PASSWORD)),
        true,
        new ActiveDirectoryRules(
            ActiveDirectory.BASE,
            Scope.SUBTREE,
            new DomainSearch(ActiveDirectory.REALM),
            NAME,
            "group",
            NAME,
            true,
            memory));
  }

  private static void login(DirectoryLogin logins) throws LdapFailure {
    Verdict verdict = logins.login(USER, PASSWORD.toCharArray(), Trail.NONE);
    if (!(verdict instanceof Verdict.Accepted accepted) || accepted.groups().size() != GROUPS) {
      throw new IllegalStateException("not logged in: " + verdict);
    }
  }

  private String master(ActiveDirectory domain, Duration memory, Load load) throws Exception {
    Path folder = Files.createTempDirectory("st-bench-");
    Files.copy(domain.authority(), folder.resolve("ca.pem"));
    String configuration =
        """
        external_auth: {ad: {allstaff%%: [test.ping]}}
        auth.ad.domain: %s
        auth.ad.server: %s
        auth.ad.cacertfile: ca.pem
        auth.ad.binddn: %s
        auth.ad.bindpw: %s
        auth.ad.group_cache: %d
        """
            .formatted(
                ActiveDirectory.REALM,
                domain.address(),
                LOOKUP,
                LOOKUP_PASSWORD,
                memory.toSeconds());
    String address = Fleet.Sites.loopback().first().address();
    try (MasterNode master =
        new MasterNode(masterHome, folder, new Site(address, List.of()), configuration)) {
      master.startAndAwait();
      MasterPrograms programs = new MasterPrograms(folder);
      String line = load.run(() -> LoginsCommand.login(programs, "ad", USER, PASSWORD));
      master.stop();
      return line;
    }
  }
}
