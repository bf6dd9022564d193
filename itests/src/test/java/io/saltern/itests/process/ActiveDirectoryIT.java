// SPDX-License-Identifier: Apache-2.0
package io.saltern.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.testing.Await;
import io.saltern.testing.ldap.ActiveDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/** Users of Active Directory, by the backend of that name and by the one for any directory. */
@Timeout(300)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ActiveDirectoryIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String PINGED = "web1:\n    True\n";
  private static final String REFUSED = "Authentication error occurred.\n";
  private static final String DENIED = "Authorization error occurred.\n";

  private static ActiveDirectory domain;
  private static LocalUser nobody;
  private static Master master;
  private static Minion web;

  @BeforeAll
  static void start() throws Exception {
    domain = ActiveDirectory.started();
    nobody = LocalUser.NOBODY.at(Installation.newFolder("home"));
    master =
        new Master(
            "ad",
            """
            auto_accept: True
            timeout: 20
            eauth_timeout: 60
            external_auth:
              ad:
                allstaff%%: ['web*': [test.*]]
                alice: ['@runner': [manage.up]]
              ldap:
                saltadmins%%:
                  - "ldap('OU=Webservers,DC=ad,DC=saltern,DC=test')":
                    - test.ping
            auth.ad.domain: ad.saltern.test
            auth.ad.server: %1$s
            auth.ad.cacertfile: ca.pem
            auth.ad.connect_timeout: 30
            auth.ad.timeout: 30
            auth.ldap.server: %1$s
            auth.ldap.tls: True
            auth.ldap.cacertfile: ca.pem
            auth.ldap.connect_timeout: 30
            auth.ldap.timeout: 30
            auth.ldap.basedn: DC=ad,DC=saltern,DC=test
            auth.ldap.binddn: ldaplookup@ad.saltern.test
            auth.ldap.bindpw: ldaplookupPw1
            auth.ldap.activedirectory: True
            auth.ldap.filter: sAMAccountName={{username}}
            auth.ldap.accountattributename: sAMAccountName
            auth.ldap.groupclass: group
            auth.ldap.persontype: person
            """
                .formatted(domain.address()));
    Files.copy(domain.authority(), master.folder().resolve("ca.pem"));
    master.startAndAwait();
    web = new Minion("web1", master, "");
    master.startAndAwait(web);
  }

  @AfterAll
  static void stop() throws Exception {
    web.close();
    master.close();
    domain.close();
  }

  private static Output ping(String eauth, String user, String password) throws Exception {
    return nobody.login(master, "salt", eauth, user, password, "web*", "test.ping");
  }

  private static Output pingQuietly(String eauth, String user, String password) {
    try {
      return ping(eauth, user, password);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  @Order(1)
  void groupsWithinGroupsCount() throws Exception {
    for (String name : List.of("alice", "ALICE", "alice@ad.saltern.test", "SALTERN\\alice")) {
      assertThat(ping("ad", name, "alicePw1")).isEqualTo(new Output(0, PINGED, ""));
    }
    assertThat(ping("ad", "odd", "oddPw1")).isEqualTo(new Output(0, PINGED, ""));
    assertThat(ping("ad", "jürgen", "jürgenPw1")).isEqualTo(new Output(0, PINGED, ""));
    assertThat(nobody.login(master, "salt", "ad", "bob", "bobPw1", "web*", "grains.items"))
        .isEqualTo(new Output(1, "", DENIED));
    assertThat(ping("ad", "ldaplookup", "ldaplookupPw1")).isEqualTo(new Output(1, "", DENIED));
  }

  @Test
  @Order(2)
  void rulesKnowAUserByTheDirectorysSpelling() throws Exception {
    assertThat(nobody.login(master, "salt-run", "ad", "ALICE", "alicePw1", "manage.up"))
        .isEqualTo(new Output(0, "- web1\n", ""));
    assertThat(nobody.login(master, "salt-run", "ad", "bob", "bobPw1", "manage.up").exit())
        .isEqualTo(1);
  }

  @Test
  @Order(3)
  void theDocumentedConfigurationCountsDirectGroups() throws Exception {
    assertThat(ping("ldap", "Alice", "alicePw1")).isEqualTo(new Output(0, PINGED, ""));
    assertThat(ping("ldap", "bob", "bobPw1")).isEqualTo(new Output(1, "", DENIED));
  }

  @Test
  @Order(4)
  void whoIsRefusedIsToldNothingElse() throws Exception {
    Map<String, String> reasons = new LinkedHashMap<>();
    reasons.put("carol", "the account is disabled");
    reasons.put("dave", "the account has expired");
    reasons.put("erin", "the user must change the password first");
    reasons.put("hal", "the directory has locked the account");
    reasons.put("nobody", "no such user");
    Map<String, CompletableFuture<Output>> answers = new LinkedHashMap<>();
    for (String user : reasons.keySet()) {
      for (String eauth : List.of("ad", "ldap")) {
        answers.put(
            user + " of " + eauth,
            CompletableFuture.supplyAsync(() -> pingQuietly(eauth, user, user + "Pw1")));
      }
    }
    answers.put(
        "alice of ad", CompletableFuture.supplyAsync(() -> pingQuietly("ad", "alice", "wrong")));
    for (Map.Entry<String, CompletableFuture<Output>> answer : answers.entrySet()) {
      assertThat(answer.getValue().get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
          .as(answer.getKey())
          .isEqualTo(new Output(1, "", REFUSED));
    }
    String log = master.logText();
    Path audit = master.folder().resolve("var/log/salt/audit");
    reasons.forEach(
        (user, reason) ->
            assertThat(log)
                .contains("for user " + user + " of ldap, from local user nobody: " + reason));
    reasons.remove("nobody");
    reasons.forEach(
        (user, reason) ->
            assertThat(log)
                .contains("for user " + user + " of ad, from local user nobody: " + reason));
    assertThat(audit).content().contains(reasons.values());
    assertThat(log).doesNotContain("Pw1");
    assertThat(audit).content().doesNotContain("Pw1");
  }

  @Test
  @Order(5)
  void aDirectoryThatIsDownLetsNobodyInAndIsUsedAgainAfterwards() throws Exception {
    domain.stop();
    try {
      assertThat(ping("ad", "alice", "alicePw1")).isEqualTo(new Output(1, "", REFUSED));
      assertThat(master.logText())
          .contains("the backend failed: ")
          .contains("ldaps://" + domain.address() + ":636: Connection refused");
    } finally {
      domain.start();
    }
    Await.until(
        "logins succeed again",
        PATIENCE,
        () -> ping("ad", "alice", "alicePw1").equals(new Output(0, PINGED, "")));
  }
}
