// SPDX-License-Identifier: Apache-2.0
package io.saltern.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saltern.ldap.LdapFailure.Stage;
import io.saltern.ldap.LdapServer.Security;
import io.saltern.ldap.Query.Scope;
import io.saltern.testing.Await;
import io.saltern.testing.ldap.Slapd;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DirectoryTest {
  private static final Credentials LOOKUP = new Credentials(Slapd.LOOKUP_DN, Slapd.LOOKUP_PASSWORD);
  private static final String ALICE = "uid=alice,ou=People," + Slapd.BASE;
  private static final Query EVERYBODY =
      new Query("ou=People," + Slapd.BASE, Scope.SUBTREE, "(uid=*)", List.of("uid", "cn"), 100);

  /** A busy machine takes its time. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static Slapd slapd;

  @TempDir Path dir;

  @BeforeAll
  static void start() {
    slapd = new Slapd(Slapd.Flavour.OPENLDAP, false);
  }

  @AfterAll
  static void stop() {
    slapd.close();
  }

  private static LdapServer server(Security security) {
    return new LdapServer(
        "127.0.0.1", security == Security.TLS ? slapd.tlsPort() : slapd.port(), security);
  }

  private static LdapSettings settings(boolean verify, Path authorities, LdapServer... servers) {
    return new LdapSettings(List.of(servers), verify, authorities, PATIENCE, PATIENCE, 4);
  }

  private static BindResult bind(Directory directory, String name, String password)
      throws LdapFailure {
    return directory.asUser(session -> session.bind(name, password.toCharArray()));
  }

  @ParameterizedTest
  @EnumSource(Security.class)
  void searchesAndBindsByEveryKindOfConnection(Security security) throws IOException {
    try (Directory directory =
        new Directory(settings(true, slapd.authority(), server(security)), LOOKUP)) {
      Found found = directory.search(EVERYBODY);
      assertThat(found.entries())
          .extracting(entry -> entry.value("uid").orElseThrow())
          .contains("alice", "bob", "odd");
      assertThat(found.more()).isFalse();
      assertThat(bind(directory, ALICE, "alicepw").isAccepted()).isTrue();
      BindResult wrong = bind(directory, ALICE, "wrong");
      assertThat(wrong.isAccepted()).isFalse();
      assertThat(wrong.isWrong()).isTrue();
      assertThat(bind(directory, ALICE, "alicepw").isAccepted()).isTrue();
    }
  }

  @Test
  void takesNoMoreThanAskedForAndSaysSo() throws IOException {
    try (Directory directory =
        new Directory(settings(true, null, server(Security.PLAIN)), LOOKUP)) {
      Query two = new Query(EVERYBODY.base(), Scope.SUBTREE, EVERYBODY.filter(), List.of("uid"), 2);
      Found found = directory.search(two);
      assertThat(found.entries()).hasSize(2);
      assertThat(found.more()).isTrue();
    }
  }

  @Test
  void goesThroughPagesWhereMuchIsWanted() throws IOException {
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 1200; i++) {
      many.append(
          "dn: cn=many%d,ou=Webservers,%s\nobjectClass: computer\ncn: many%d\n\n"
              .formatted(i, Slapd.BASE, i));
    }
    slapd.load(many.toString());
    try (Directory directory =
        new Directory(settings(true, null, server(Security.PLAIN)), LOOKUP)) {
      String base = "ou=Webservers," + Slapd.BASE;
      Found all = directory.search(new Query(base, Scope.ONE, "(cn=many*)", List.of("cn"), 10_000));
      assertThat(all.entries()).hasSize(1200);
      assertThat(all.more()).isFalse();
      Found some = directory.search(new Query(base, Scope.ONE, "(cn=many*)", List.of("cn"), 1_000));
      assertThat(some.entries()).hasSize(1_000);
      assertThat(some.more()).isTrue();
    }
  }

  @Test
  void anEmptyPasswordIsRefusedWithoutAsking() throws IOException {
    try (Directory directory = new Directory(settings(true, null, server(Security.PLAIN)), null)) {
      assertThat(bind(directory, ALICE, "").isAccepted()).isFalse();
      assertThat(bind(directory, "", "").isAccepted()).isFalse();
    }
  }

  @Test
  void aNameThatIsNoDnIsAskedAbout() throws IOException {
    try (Directory directory = new Directory(settings(true, null, server(Security.PLAIN)), null)) {
      BindResult result = bind(directory, "alice@saltstack.com", "alicepw");
      assertThat(result.meaning()).isEqualTo("invalidDNSyntax");
      assertThat(result.isWrong()).isFalse();
    }
  }

  @Test
  void aBaseThatIsNotThereIsAFailureThatNamesIt() throws IOException {
    try (Directory directory =
        new Directory(settings(true, null, server(Security.PLAIN)), LOOKUP)) {
      Query nowhere = new Query("ou=Nowhere," + Slapd.BASE, Scope.SUBTREE, "(uid=*)", List.of(), 5);
      assertThatThrownBy(() -> directory.search(nowhere))
          .isInstanceOfSatisfying(LdapFailure.class, e -> assertThat(e.code()).isEqualTo(32))
          .hasMessageContaining("ou=Nowhere");
    }
  }

  @Test
  void aLookupUserThatIsRefusedIsAFailureOfItsOwn() throws IOException {
    Credentials wrong = new Credentials(Slapd.LOOKUP_DN, "not-it");
    try (Directory directory = new Directory(settings(true, null, server(Security.PLAIN)), wrong)) {
      assertThatThrownBy(() -> directory.search(EVERYBODY))
          .isInstanceOfSatisfying(
              LdapFailure.class, e -> assertThat(e.stage()).isEqualTo(Stage.BIND))
          .hasMessageContaining("49")
          .hasMessageNotContaining("not-it");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Security.class,
      names = {"STARTTLS", "TLS"})
  void anUnknownAuthorityIsRefusedAtOnce(Security security) throws IOException {
    long start = System.nanoTime();
    try (Directory directory = new Directory(settings(true, null, server(security)), LOOKUP)) {
      assertThatThrownBy(() -> directory.search(EVERYBODY))
          .isInstanceOfSatisfying(
              LdapFailure.class, e -> assertThat(e.stage()).isEqualTo(Stage.TLS))
          .hasMessageContaining("certification path");
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE.dividedBy(2));
  }

  @ParameterizedTest
  @EnumSource(
      value = Security.class,
      names = {"STARTTLS", "TLS"})
  void anotherNameInTheCertificateIsRefusedUnlessNothingIsVerified(Security security)
      throws IOException {
    try (Slapd other = new Slapd(Slapd.Flavour.IPA, true, "DNS:elsewhere.example.com")) {
      LdapServer server =
          new LdapServer(
              "127.0.0.1", security == Security.TLS ? other.tlsPort() : other.port(), security);
      Query base = new Query(Slapd.BASE, Scope.BASE, "(objectClass=*)", List.of("dc"), 1);
      try (Directory directory = new Directory(settings(true, other.authority(), server), LOOKUP)) {
        assertThatThrownBy(() -> directory.search(base))
            .isInstanceOfSatisfying(
                LdapFailure.class, e -> assertThat(e.stage()).isEqualTo(Stage.TLS))
            .hasMessageContaining("127.0.0.1");
      }
      try (Directory directory = new Directory(settings(false, null, server), LOOKUP)) {
        assertThat(directory.search(base).entries()).hasSize(1);
      }
    }
  }

  @Test
  void anotherServerIsAskedWhenOneIsDownOrSilent() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      LdapServer closed = new LdapServer("127.0.0.1", 1, Security.PLAIN);
      LdapServer mute = new LdapServer("127.0.0.1", silent.getLocalPort(), Security.PLAIN);
      LdapSettings settings =
          new LdapSettings(
              List.of(closed, mute, server(Security.PLAIN)),
              true,
              null,
              Duration.ofSeconds(10),
              Duration.ofSeconds(10),
              4);
      try (Directory directory = new Directory(settings, LOOKUP)) {
        assertThat(directory.search(EVERYBODY).entries()).isNotEmpty();
        assertThat(bind(directory, ALICE, "alicepw").isAccepted()).isTrue();
      }
    }
  }

  @Test
  void aServerThatWasRestartedIsUsedAgain() throws IOException {
    try (Slapd other = new Slapd(Slapd.Flavour.OPENLDAP, false);
        Directory directory =
            new Directory(
                settings(true, null, new LdapServer("127.0.0.1", other.port(), Security.PLAIN)),
                LOOKUP)) {
      assertThat(directory.search(EVERYBODY).entries()).isNotEmpty();
      other.stop();
      other.start();
      assertThat(directory.search(EVERYBODY).entries()).isNotEmpty();
      other.stop();
      assertThatThrownBy(() -> directory.search(EVERYBODY))
          .isInstanceOfSatisfying(
              LdapFailure.class, e -> assertThat(e.stage()).isEqualTo(Stage.CONNECT));
      Await.until(
          "nobody waits for it any more",
          () -> failure(directory).matches("(?s).*no server is tried now.*refused.*"));
      other.start();
      Await.until("it is tried again", () -> failure(directory).isEmpty());
      assertThat(directory.search(EVERYBODY).entries()).isNotEmpty();
    }
  }

  /** Why nothing is found; empty when something is. */
  private static String failure(Directory directory) {
    try {
      directory.search(EVERYBODY);
      return "";
    } catch (LdapFailure e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Test
  void aServerWhoseNameIsNotKnownIsAFailureThatSaysSo() throws IOException {
    LdapServer unknown = new LdapServer("directory.invalid", 389, Security.PLAIN);
    try (Directory directory = new Directory(settings(true, null, unknown), LOOKUP)) {
      assertThatThrownBy(() -> directory.search(EVERYBODY))
          .isInstanceOfSatisfying(
              LdapFailure.class, e -> assertThat(e.stage()).isEqualTo(Stage.CONNECT))
          .hasMessageStartingWith(
              "ldap://directory.invalid:389: the name directory.invalid is not");
    }
  }

  @Test
  void aFileThatHoldsNoCertificateIsNamed() throws IOException {
    Path file = Files.writeString(dir.resolve("ca.pem"), "nothing");
    assertThatThrownBy(() -> new Directory(settings(true, file, server(Security.TLS)), null))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void passwordsAreUtf8AndNamesMayBeOdd() throws IOException {
    try (Directory directory =
        new Directory(settings(true, null, server(Security.PLAIN)), LOOKUP)) {
      Query odd =
          new Query(
              Slapd.BASE,
              Scope.SUBTREE,
              "(cn=" + Names.inFilter("Odd, One (Star*)+") + ")",
              List.of("uid", "cn"),
              2);
      Entry entry = directory.search(odd).entries().get(0);
      assertThat(entry.value("cn")).contains("Odd, One (Star*)+");
      assertThat(bind(directory, entry.dn(), "pässwörd ✓").isAccepted()).isTrue();
      Query memberships =
          new Query(
              Slapd.BASE,
              Scope.SUBTREE,
              "(member=" + Names.inFilter(entry.dn()) + ")",
              List.of("cn"),
              10);
      assertThat(directory.search(memberships).entries())
          .extracting(found -> found.value("cn").orElseThrow())
          .containsExactly("dbadmins");
    }
  }
}
