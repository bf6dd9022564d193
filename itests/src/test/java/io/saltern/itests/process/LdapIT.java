// SPDX-License-Identifier: Apache-2.0
package io.saltern.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.testing.Await;
import io.saltern.testing.ldap.Slapd;
import io.saltern.testing.ldap.Slapd.Flavour;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/** Users, groups and computers of an LDAP directory, from the programs to the minions. */
@Timeout(300)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LdapIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String REFUSED = "Authentication error occurred.\n";
  private static final String DENIED = "Authorization error occurred.\n";
  private static final String PINGED = "web1:\n    True\n";

  private static Slapd slapd;
  private static Path home;
  private static LocalUser nobody;
  private static Master master;
  private static Minion web;
  private static Minion db;

  @BeforeAll
  static void start() throws Exception {
    slapd = new Slapd(Flavour.OPENLDAP, false);
    home = Installation.newFolder("home");
    nobody = LocalUser.NOBODY.at(home);
    master =
        new Master(
            "ldap",
            """
            auto_accept: True
            timeout: 20
            eauth_timeout: 60
            external_auth:
              ldap:
                carol:
                  - 'web*':
                    - test.ping
                saltadmins%%:
                  - '*':
                    - test.*
                  - '@runner': [manage.up]
                saltops%%:
                  - ldap('OU=Webservers,DC=saltstack,DC=com'):
                    - test.ping
            auth.ldap.server: 127.0.0.1
            auth.ldap.port: %d
            auth.ldap.tls: True
            auth.ldap.cacertfile: /etc/ldap-ca.pem
            auth.ldap.connect_timeout: 30
            auth.ldap.timeout: 30
            auth.ldap.basedn: dc=saltstack,dc=com
            auth.ldap.binddn: %s
            auth.ldap.bindpw: %s
            auth.ldap.filter: uid={{ username }}
            auth.ldap.groupou: Groups
            auth.ldap.minion_stripdomains: ['.external.bigcorp.com', '.internal.bigcorp.com']
            auth.ldap.minion_refresh: 1
            """
                .formatted(slapd.tlsPort(), Slapd.LOOKUP_DN, Slapd.LOOKUP_PASSWORD));
    Path etc = Files.createDirectories(master.folder().resolve("etc"));
    Files.copy(slapd.authority(), etc.resolve("ldap-ca.pem"));
    master.startAndAwait();
    web = new Minion("web1", master, "");
    db = new Minion("db1", master, "");
    master.startAndAwait(web, db);
  }

  @AfterAll
  static void stop() {
    db.close();
    web.close();
    master.close();
    slapd.close();
  }

  private static Output salt(String user, String password, String... words) throws Exception {
    return nobody.login(master, "salt", "ldap", user, password, words);
  }

  private static void assertRefused(Output output, String text) {
    assertThat(output).isEqualTo(new Output(1, "", text));
  }

  @Test
  @Order(1)
  void usersAndMembersOfGroupsPublish() throws Exception {
    Output version = salt("alice", "alicepw", "web*", "test.version");
    assertThat(version.err()).isEmpty();
    assertThat(version.out()).matches("web1:\n    \\S+\n");
    assertThat(salt("odd", "pässwörd ✓", "web1", "test.ping")).isEqualTo(new Output(0, PINGED, ""));
    assertThat(salt("carol", "carolpw", "web*", "test.ping")).isEqualTo(new Output(0, PINGED, ""));
    assertRefused(salt("carol", "carolpw", "*", "test.ping"), DENIED);
    Output up = nobody.login(master, "salt-run", "ldap", "ALICE", "alicepw", "manage.up");
    assertThat(up).isEqualTo(new Output(0, "- db1\n- web1\n", ""));
  }

  @Test
  @Order(2)
  void whoIsRefusedIsToldNothingElse() throws Exception {
    for (String user : List.of("alice", "ghost", "ali*", "*)(uid=alice")) {
      assertRefused(salt(user, "wrong", "web1", "test.ping"), REFUSED);
    }
    assertRefused(salt("alice", "", "web1", "test.ping"), REFUSED);
    assertThat(master.logText())
        .contains("user alice of ldap, from local user nobody: wrong password")
        .contains("user ghost of ldap, from local user nobody: no such user")
        .doesNotContain("alicepw", Slapd.LOOKUP_PASSWORD);
  }

  @Test
  @Order(3)
  void computersOfTheDirectoryAreMinions() throws Exception {
    assertThat(salt("bob", "bobpw", "web1", "test.ping")).isEqualTo(new Output(0, PINGED, ""));
    assertRefused(salt("bob", "bobpw", "db1", "test.ping"), DENIED);
    assertRefused(salt("bob", "bobpw", "*", "test.ping"), DENIED);
    assertRefused(salt("bob", "bobpw", "web1", "test.version"), DENIED);
  }

  @Test
  @Order(4)
  void aDirectoryThatIsDownDeniesAndSaysSoUntilItIsBack() throws Exception {
    Output token = salt("bob", "bobpw", "-T", "web1", "test.ping");
    assertThat(token).isEqualTo(new Output(0, PINGED, ""));
    List<String> ping = List.of("-T", "web1", "test.ping");
    assertThat(nobody.run(master, "salt", ping)).isEqualTo(new Output(0, PINGED, ""));

    slapd.stop();
    master.awaitLog("Rules by ldap('OU=Webservers,DC=saltstack,DC=com') allow nothing: ldaps://");
    assertRefused(nobody.run(master, "salt", ping), DENIED);
    assertRefused(salt("alice", "alicepw", "web1", "test.ping"), REFUSED);
    master.awaitLog("the backend failed: ");

    slapd.start();
    Await.until(
        "the directory is asked again",
        PATIENCE,
        () -> salt("bob", "bobpw", "web1", "test.ping").out().equals(PINGED));
    assertThat(nobody.run(master, "salt", ping)).isEqualTo(new Output(0, PINGED, ""));
  }

  @Test
  @Order(5)
  void settingsThatContradictThemselvesAreNotTaken() throws Exception {
    Path file = master.folder().resolve("master");
    String good = Files.readString(file);
    Files.writeString(file, good + "auth.ldap.starttls: True\n");
    master.signal("HUP");
    master.awaitLog("auth.ldap.starttls: not together with auth.ldap.tls");
    assertThat(salt("bob", "bobpw", "web1", "test.ping")).isEqualTo(new Output(0, PINGED, ""));
    Files.writeString(file, good);
  }
}
