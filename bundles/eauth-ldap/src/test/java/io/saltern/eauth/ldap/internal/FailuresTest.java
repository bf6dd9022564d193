// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.ldap.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.auth.LoginStep;
import io.saltern.api.auth.LoginStep.Outcome;
import io.saltern.testing.Await;
import io.saltern.testing.ldap.Slapd;
import io.saltern.testing.ldap.Slapd.Flavour;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that are down, or are not who they should be. */
class FailuresTest {
  private static final String USERS =
      """
      auth.ldap.basedn: dc=saltstack,dc=com
      auth.ldap.filter: uid={{ username }}
      """;

  /** Less than what a server has for its answer. */
  private static final Duration SHORT = Duration.ofSeconds(30);

  @TempDir Path dir;

  private Logins logins(String... lines) {
    return new Logins(
        MasterFile.saying(
            dir, MasterFile.lookup() + MasterFile.patience() + USERS + String.join("\n", lines)));
  }

  private static LoginStep last(List<LoginStep> steps) {
    return steps.get(steps.size() - 1);
  }

  @Test
  void aServerThatIsDown() {
    try (Logins logins = logins("auth.ldap.uri: ldap://127.0.0.1:1")) {
      long start = System.nanoTime();
      assertThat(logins.tell("alice", "alicepw"))
          .isEqualTo("failed: ldap://127.0.0.1:1: Connection refused");
      // soon, at first: each failure makes it a longer time
      Await.until(
          "it is left alone",
          () -> logins.tell("alice", "alicepw").contains("no server is tried now"));
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SHORT);
      assertThat(last(logins.diagnose("alice", "alicepw")))
          .isEqualTo(
              new LoginStep("connect", Outcome.FAILED, "ldap://127.0.0.1:1: Connection refused"));
    }
  }

  @Test
  void oneOfSeveralServersIsDown() {
    Slapd slapd = Directories.openLdap();
    try (Logins logins = logins("auth.ldap.uri: [ldap://127.0.0.1:1, '" + slapd.uri() + "']")) {
      assertThat(logins.tell("alice", "alicepw")).isEqualTo("alice [saltadmins, saltops]");
    }
    try (Logins logins = logins("auth.ldap.uri: ldap://127.0.0.1:1 " + slapd.uri())) {
      assertThat(logins.tell("alice", "alicepw")).isEqualTo("alice [saltadmins, saltops]");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tls", "starttls"})
  void anUnknownAuthorityAndAnotherName(String kind) {
    try (Slapd other = new Slapd(Flavour.OPENLDAP, false, "DNS:elsewhere.example.com")) {
      String server =
          "auth.ldap.server: 127.0.0.1\nauth.ldap.port: %d\nauth.ldap.%s: True\n"
              .formatted(kind.equals("tls") ? other.tlsPort() : other.port(), kind);
      try (Logins logins = logins(server)) {
        long start = System.nanoTime();
        assertThat(logins.tell("alice", "alicepw"))
            .startsWith("failed:")
            .contains("TLS: unable to find valid certification path");
        assertThat(last(logins.diagnose("alice", "alicepw")))
            .extracting(LoginStep::name, LoginStep::outcome)
            .containsExactly("TLS", Outcome.FAILED);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SHORT);
      }
      try (Logins logins = logins(server, "auth.ldap.cacertfile: " + other.authority())) {
        assertThat(logins.tell("alice", "alicepw"))
            .startsWith("failed:")
            .contains("TLS: No subject alternative names matching IP address 127.0.0.1");
      }
      try (Logins logins = logins(server, "auth.ldap.no_verify: True")) {
        assertThat(logins.tell("alice", "alicepw")).isEqualTo("alice [saltadmins, saltops]");
        assertThat(logins.tell("alice", "wrong")).startsWith("refused");
      }
    }
  }

  @Test
  void aCertificateByAKnownAuthorityInEveryNameOfTheServer() {
    Slapd slapd = Directories.openLdap();
    for (String host : List.of("127.0.0.1", "localhost")) {
      try (Logins logins =
          logins(
              "auth.ldap.uri: ldaps://" + host + ":" + slapd.tlsPort(),
              "auth.ldap.cacertfile: " + slapd.authority())) {
        assertThat(logins.tell("alice", "alicepw")).isEqualTo("alice [saltadmins, saltops]");
        assertThat(logins.diagnose("alice", "alicepw").get(0).detail())
            .contains("ldaps://" + host, "TLSv1.3", "certificate of CN=test directory");
      }
    }
  }

  @Test
  void aUserWhoSearchesWithAWrongPasswordIsNoWrongPasswordOfTheUser() {
    Slapd slapd = Directories.openLdap();
    try (Logins logins =
        new Logins(
            MasterFile.saying(
                dir,
                MasterFile.server(slapd)
                    + USERS
                    + "auth.ldap.binddn: "
                    + Slapd.LOOKUP_DN
                    + "\nauth.ldap.bindpw: not-it\n"))) {
      assertThat(logins.tell("alice", "alicepw"))
          .startsWith("failed:")
          .contains("bind as '" + Slapd.LOOKUP_DN + "': 49")
          .doesNotContain("not-it");
    }
  }
}
