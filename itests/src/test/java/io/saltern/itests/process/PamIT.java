// SPDX-License-Identifier: Apache-2.0
package io.saltern.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.testing.Await;
import io.saltern.testing.PrivateAccounts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/** Users whom PAM knows, in the master's process and in one of its own. */
@Timeout(300)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PamIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String REFUSED = "Authentication error occurred.\n";
  private static final String DENIED = "Authorization error occurred.\n";
  private static final String PINGED = "web1:\n    True\n";

  private static PrivateAccounts accounts;
  private static Path home;
  private static LocalUser nobody;
  private static Master master;
  private static Minion web;

  @BeforeAll
  static void start() throws Exception {
    accounts = PrivateAccounts.usual();
    home = Installation.newFolder("home");
    nobody = LocalUser.NOBODY.at(home);
    master =
        new Master(
            accounts,
            "pam",
            """
            auto_accept: True
            timeout: 20
            eauth_timeout: 60
            external_auth:
              pam:
                bob: ['web*': [test.*]]
                admins%: [test.*, '@runner': [manage.up]]
                root: ['.*']
                toor: ['.*']
            auth.pam.isolated: False
            """);
    master.startAndAwait();
    web = new Minion("web1", master, "");
    master.startAndAwait(web);
  }

  @AfterAll
  static void stop() throws Exception {
    for (AutoCloseable started : Arrays.asList(web, master, accounts)) {
      if (started != null) {
        started.close();
      }
    }
  }

  private static Output salt(String user, String password, String... words) throws Exception {
    return nobody.login(master, "salt", "pam", user, password, words);
  }

  private static Output ping(String user, String password) throws Exception {
    return salt(user, password, "web*", "test.ping");
  }

  private static Output pingQuietly(String user, String password) {
    try {
      return ping(user, password);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void assertRefused(Output output, String text) {
    assertThat(output).isEqualTo(new Output(1, "", text));
  }

  private static Set<Long> helpers() {
    return ProcessHandle.of(master.pid()).stream()
        .flatMap(ProcessHandle::descendants)
        .filter(child -> child.info().commandLine().orElse("").contains(".pam.internal.PamProcess"))
        .map(ProcessHandle::pid)
        .collect(Collectors.toSet());
  }

  @Test
  @Order(1)
  void usersAndMembersOfGroupsPublish() throws Exception {
    Output version = salt("bob", "bobpw", "web*", "test.version");
    assertThat(version.err()).isEmpty();
    assertThat(version.exit()).isZero();
    assertThat(version.out()).matches("web1:\n    \\S+\n");
    assertThat(ping("alice", "alicepw")).isEqualTo(new Output(0, PINGED, ""));
    Output up = nobody.login(master, "salt-run", "pam", "alice", "alicepw", "manage.up");
    assertThat(up).isEqualTo(new Output(0, "- web1\n", ""));
    assertRefused(ping("jürgen", "ümläut"), DENIED);
    assertRefused(salt("bob", "bobpw", "*", "grains.items"), DENIED);
    assertThat(helpers()).isEmpty();
  }

  @Test
  @Order(2)
  void whoIsRefusedIsToldNothingElse() throws Exception {
    Map<String, String> passwords = new HashMap<>();
    for (String user :
        List.of("bob", "nosuch", "locked", "expired", "mustchange", "root", "toor", "admins%")) {
      passwords.put(user, "alicepw");
    }
    passwords.put("blank", "x");
    passwords.put("alice", "");
    Map<String, CompletableFuture<Output>> answers = new HashMap<>();
    passwords.forEach(
        (user, password) ->
            answers.put(user, CompletableFuture.supplyAsync(() -> pingQuietly(user, password))));
    for (Map.Entry<String, CompletableFuture<Output>> answer : answers.entrySet()) {
      assertThat(answer.getValue().get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
          .as(answer.getKey())
          .isEqualTo(new Output(1, "", REFUSED));
    }
    assertThat(master.logText())
        .contains("for user locked of pam, from local user nobody: pam_authenticate: ")
        .contains("for user expired of pam, from local user nobody: pam_acct_mgmt: ")
        .contains("for user mustchange of pam, from local user nobody: pam_acct_mgmt: ")
        .contains("for user toor of pam, from local user nobody: root does not log in by PAM")
        .contains("for user alice of pam, from local user nobody: the password is empty")
        .doesNotContain("alicepw", "bobpw");
  }

  @Test
  @Order(3)
  void tokensKeepTheGroups() throws Exception {
    Output first = salt("alice", "alicepw", "-T", "*", "test.ping");
    assertThat(first).isEqualTo(new Output(0, PINGED, ""));
    assertThat(nobody.run(master, "salt", List.of("-T", "*", "test.ping")))
        .isEqualTo(new Output(0, PINGED, ""));
    assertRefused(nobody.run(master, "salt", List.of("-T", "*", "grains.items")), DENIED);
    Files.delete(home.resolve("salt_token"));
    Output made =
        master.run(
            "salt-run",
            "auth.mk_token",
            "username=bob",
            "password=bobpw",
            "eauth=pam",
            "--out=json");
    assertThat(made.out()).contains("\"name\": \"bob\"", "\"token\": \"");
    Output wrong =
        master.run("salt-run", "auth.mk_token", "username=bob", "password=x", "eauth=pam");
    assertThat(wrong.out()).doesNotContain("token");
  }

  @Test
  @Order(4)
  void settingsWithoutTheirServiceAreNotPutToUse() throws Exception {
    Path file = master.folder().resolve("master");
    String before = Files.readString(file);
    Files.writeString(file, before + "auth.pam.service: nosuch\n");
    master.signal("HUP");
    master.awaitLog(
        "auth.pam.service: there is no PAM service 'nosuch': no file /etc/pam.d/nosuch");
    assertThat(ping("alice", "alicepw").exit()).isZero();
    Files.writeString(file, before);
  }

  @Test
  @Order(5)
  void theProcessThatCallsPamMayBeKilled() throws Exception {
    Path file = master.folder().resolve("master");
    Files.writeString(file, Files.readString(file).replace("isolated: False", "isolated: True"));
    master.signal("HUP");
    Await.until("PAM has a process of its own", PATIENCE, () -> helpers().size() == 1);
    assertThat(ping("alice", "alicepw")).isEqualTo(new Output(0, PINGED, ""));
    assertRefused(ping("alice", "bobpw"), REFUSED);
    for (int i = 0; i < 2; i++) {
      long helper = helpers().iterator().next();
      assertThat(Instance.run(List.of("kill", "-KILL", Long.toString(helper))).exit()).isZero();
      assertThat(ping("bob", "bobpw")).isEqualTo(new Output(0, PINGED, ""));
      assertThat(helpers()).hasSize(1).doesNotContain(helper);
    }
    assertThat(master.logged("the process that calls PAM has ended: exit code 137")).isTrue();
  }

  @Test
  @Order(6)
  void theProcessThatCallsPamEndsWithItsMaster() throws Exception {
    long helper = helpers().iterator().next();
    master.kill();
    Await.until("it ends", PATIENCE, () -> ProcessHandle.of(helper).isEmpty());
  }
}
