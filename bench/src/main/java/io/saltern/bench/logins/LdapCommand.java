// SPDX-License-Identifier: Apache-2.0
package io.saltern.bench.logins;

import io.saltern.bench.fleet.Fleet;
import io.saltern.bench.fleet.MasterNode;
import io.saltern.bench.fleet.Site;
import io.saltern.ldap.Credentials;
import io.saltern.ldap.Directory;
import io.saltern.ldap.Found;
import io.saltern.ldap.LdapFailure;
import io.saltern.ldap.LdapServer;
import io.saltern.ldap.LdapServer.Security;
import io.saltern.ldap.LdapSettings;
import io.saltern.ldap.Query;
import io.saltern.ldap.Query.Scope;
import io.saltern.ldap.ShortMemory;
import io.saltern.testing.MasterPrograms;
import io.saltern.testing.ldap.Slapd;
import io.saltern.testing.ldap.Slapd.Flavour;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Logins by LDAP over TLS: plain loops over the library, then a master. */
@Command(
    name = "ldap",
    mixinStandardHelpOptions = true,
    description = {
      "Logins at an OpenLDAP server of its own, over LDAPS: find the user, try the password, find",
      "the groups. Plain loops over the LDAP library, with kept connections and with new ones",
      "each time; then a master of the built distribution. Then groups that are remembered."
    })
public final class LdapCommand implements Callable<Integer> {
  private static final Credentials LOOKUP = new Credentials(Slapd.LOOKUP_DN, Slapd.LOOKUP_PASSWORD);
  private static final String USER = "alice";
  private static final String PASSWORD = "alicepw";
  private static final int REMEMBERED = 10_000;
  private static final int ROUNDS = 1_000_000;

  @Option(names = "--master-home", required = true, description = "The unpacked distribution.")
  private Path masterHome = Path.of("");

  @Mixin private LoadOptions options = new LoadOptions();

  private final PrintStream out = System.out;

  @Override
  public Integer call() throws Exception {
    System.setProperty("org.slf4j.simpleLogger.log.org.apache.directory", "warn");
    try (Slapd slapd = new Slapd(Flavour.OPENLDAP, false)) {
      Load load = options.load();
      try (Directory kept = directory(slapd)) {
        print("plain loop, connections kept", load.run(() -> login(kept)));
      }
      print(
          "plain loop, new connections",
          load.run(
              () -> {
                try (Directory fresh = directory(slapd)) {
                  login(fresh);
                }
              }));
      measureMaster(slapd, load);
    }
    measureMemory();
    return 0;
  }

  private void print(String what, String line) {
    out.printf("%-30s %s%n", what, line);
  }

  private Directory directory(Slapd slapd) throws IOException {
    return new Directory(
        new LdapSettings(
            List.of(new LdapServer("127.0.0.1", slapd.tlsPort(), Security.TLS)),
            true,
            slapd.authority(),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            options.load().users()),
        LOOKUP);
  }

  private static void login(Directory directory) throws LdapFailure {
    Found found = directory.search(query("(uid=" + USER + ")", Slapd.BASE, "uid"));
    String dn = found.entries().get(0).dn();
    boolean right =
        directory.asUser(session -> session.bind(dn, PASSWORD.toCharArray())).isAccepted();
    Found groups =
        directory.search(
            query(
                "(&(memberUid=" + USER + ")(objectClass=posixGroup))",
                "ou=Groups," + Slapd.BASE,
                "cn"));
    if (!right || groups.entries().size() != 2) {
      throw new IllegalStateException("not logged in");
    }
  }

  private static Query query(String filter, String base, String attribute) {
    return new Query(base, Scope.SUBTREE, filter, List.of(attribute), 100);
  }

  private void measureMaster(Slapd slapd, Load load) throws Exception {
    Path folder = Files.createTempDirectory("st-bench-");
    Files.copy(slapd.authority(), folder.resolve("ldap-ca.pem"));
    String configuration =
        """
        external_auth: {ldap: {alice: [test.ping]}}
        auth.ldap.uri: %s
        auth.ldap.cacertfile: ldap-ca.pem
        auth.ldap.basedn: %s
        auth.ldap.binddn: %s
        auth.ldap.bindpw: %s
        auth.ldap.filter: uid={{ username }}
        """
            .formatted(slapd.tlsUri(), Slapd.BASE, Slapd.LOOKUP_DN, Slapd.LOOKUP_PASSWORD);
    String address = Fleet.Sites.loopback().first().address();
    try (MasterNode master =
        new MasterNode(masterHome, folder, new Site(address, List.of()), configuration)) {
      master.startAndAwait();
      MasterPrograms programs = new MasterPrograms(folder);
      print("master", load.run(() -> LoginsCommand.login(programs, "ldap", USER, PASSWORD)));
      master.stop();
    }
  }

  private void measureMemory() {
    ShortMemory<String, Set<String>> memory = new ShortMemory<>(REMEMBERED, Duration.ofMinutes(10));
    for (int i = 0; i < REMEMBERED; i++) {
      memory.learn("uid=user" + i + ",ou=people,dc=example,dc=com", Set.of("admins", "ops"));
    }
    long found = 0;
    long start = System.nanoTime();
    for (int i = 0; i < ROUNDS; i++) {
      String key = "uid=user" + i % REMEMBERED + ",ou=people,dc=example,dc=com";
      found += memory.find(key).map(Set::size).orElse(0);
    }
    double micros = (System.nanoTime() - start) / 1e3 / ROUNDS;
    out.printf("%-30s %8.2f microseconds each (%d)%n", "groups that are remembered", micros, found);
  }
}
