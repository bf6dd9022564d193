// SPDX-License-Identifier: Apache-2.0
package io.saltern.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saltern.api.auth.LoginStep;
import io.saltern.api.auth.LoginStep.Outcome;
import io.saltern.api.auth.Verdict;
import io.saltern.ldap.LdapFailure.Stage;
import io.saltern.ldap.LdapServer.Security;
import io.saltern.testing.ldap.ActiveDirectory;
import io.saltern.testing.ldap.TestAuthority;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActiveDirectoryLoginTest {
  private static final Credentials LOOKUP =
      new Credentials("CN=Ldap Lookup,OU=Service," + ActiveDirectory.BASE, "ldaplookupPw1");
  private static final Set<String> NESTED = Set.of("saltadmins", "saltops", "allstaff");
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static ActiveDirectory domain;

  private final List<LoginStep> trail = new ArrayList<>();
  private final List<DirectoryLogin> opened = new ArrayList<>();

  @BeforeAll
  static void start() throws IOException {
    domain = ActiveDirectory.started();
  }

  @AfterAll
  static void stop() throws IOException {
    domain.close();
  }

  @AfterEach
  void close() {
    opened.forEach(DirectoryLogin::close);
  }

  private DirectoryLogin login(
      LdapServer server, Path authority, @Nullable Credentials lookup, boolean nested)
      throws IOException {
    LdapSettings settings =
        new LdapSettings(List.of(server), true, authority, PATIENCE, PATIENCE, 4);
    DirectoryLogin login =
        new ActiveDirectoryLogin(
            new Directory(settings, lookup),
            lookup != null,
            new ActiveDirectoryRules(
                ActiveDirectory.BASE,
                Query.Scope.SUBTREE,
                new DomainSearch(ActiveDirectory.REALM),
                "sAMAccountName",
                "group",
                "sAMAccountName",
                nested,
                Duration.ZERO));
    opened.add(login);
    return login;
  }

  private DirectoryLogin login(@Nullable Credentials lookup, boolean nested) throws IOException {
    return login(
        new LdapServer(domain.address(), 636, Security.TLS), domain.authority(), lookup, nested);
  }

  private Verdict judge(DirectoryLogin login, String user, String password) throws LdapFailure {
    return login.login(user, password.toCharArray(), new Trail(trail::add));
  }

  private static @Nullable Credentials lookup(boolean present) {
    return present ? LOOKUP : null;
  }

  @ParameterizedTest
  @CsvSource({
    "alice, alice", "ALICE, alice", "alice@ad.saltern.test, alice", "Alice@AD.Saltern.TEST, alice",
    "SALTERN\\alice, alice", "saltern\\ALICE, alice", "odd, odd", "jürgen, jürgen"
  })
  void findsAnAccountByItsNamesAndCallsItAsTheDirectoryDoes(String typed, String name)
      throws IOException {
    for (boolean lookup : new boolean[] {true, false}) {
      assertThat(judge(login(lookup(lookup), true), typed, name + "Pw1"))
          .isEqualTo(new Verdict.Accepted(name, NESTED));
      assertThat(judge(login(lookup(lookup), false), typed, name + "Pw1"))
          .isEqualTo(new Verdict.Accepted(name, Set.of("saltadmins")));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "alice, wrong, the password is wrong",
    "carol, carolPw1, the account is disabled",
    "dave, davePw1, the account has expired",
    "erin, erinPw1, the user must change the password first",
    "frank, frankPw1, the user may not log in at this time",
    "gina, ginaPw1, the user may only log in at certain computers",
    "hal, halPw1, the directory has locked the account",
    "'', anything, ''",
    "alice, '', the password is empty",
    "nobody, '', ''",
    "nobody, nobodyPw1, no such user",
    "ali*, alicePw1, no such user",
    "*, alicePw1, no such user",
    "alice)(cn=*, alicePw1, no such user",
    "'alice,OU=Staff', alicePw1, no such user",
    "OTHER\\nobody, alicePw1, no such user",
    "bob@elsewhere.test, bobPw1, no such user"
  })
  void refusesAndTellsWhy(String user, String password, String reason) throws IOException {
    for (boolean lookup : new boolean[] {true, false}) {
      assertThat(judge(login(lookup(lookup), true), user, password))
          .isInstanceOfSatisfying(
              Verdict.Rejected.class, rejected -> assertThat(rejected.reason()).contains(reason));
      assertThat(trail.get(trail.size() - 1).outcome()).isEqualTo(Outcome.FAILED);
    }
    assertThat(trail.toString()).doesNotContain("Pw1");
  }

  @Test
  void doesNotTakeAnotherAccountsPasswordForThatOfTheAccountFound() throws IOException {
    AccountSearch crossed =
        new AccountSearch() {
          @Override
          public String bindName(String user) {
            return "bob@" + ActiveDirectory.REALM;
          }

          @Override
          public String filter(String user) {
            return "(sAMAccountName=alice)";
          }
        };
    LdapSettings settings =
        new LdapSettings(
            List.of(new LdapServer(domain.address(), 636, Security.TLS)),
            true,
            domain.authority(),
            PATIENCE,
            PATIENCE,
            4);
    ActiveDirectoryRules rules =
        new ActiveDirectoryRules(
            ActiveDirectory.BASE,
            Query.Scope.SUBTREE,
            crossed,
            "sAMAccountName",
            "group",
            "cn",
            false,
            Duration.ZERO);
    try (DirectoryLogin login =
        new ActiveDirectoryLogin(new Directory(settings, null), false, rules)) {
      assertThat(judge(login, "alice", "bobPw1")).isInstanceOf(Verdict.Rejected.class);
    }
  }

  @Test
  void needsTls() throws IOException {
    DirectoryLogin plain =
        login(
            new LdapServer(domain.address(), 389, Security.PLAIN),
            domain.authority(),
            LOOKUP,
            false);
    assertThatThrownBy(() -> judge(plain, "alice", "alicePw1"))
        .isInstanceOfSatisfying(
            LdapFailure.class,
            failure -> {
              assertThat(failure.stage()).isEqualTo(Stage.BIND);
              assertThat(failure.code()).isEqualTo(8);
            });
    DirectoryLogin alone =
        login(
            new LdapServer(domain.address(), 389, Security.PLAIN), domain.authority(), null, false);
    assertThatThrownBy(() -> judge(alone, "alice", "alicePw1"))
        .isInstanceOfSatisfying(
            LdapFailure.class, failure -> assertThat(failure.code()).isEqualTo(8));
    DirectoryLogin startTls =
        login(
            new LdapServer(domain.address(), 389, Security.STARTTLS),
            domain.authority(),
            LOOKUP,
            false);
    assertThat(judge(startTls, "alice", "alicePw1")).isInstanceOf(Verdict.Accepted.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {636, 389})
  void trustsNoServerOfAnotherName(int port) throws IOException {
    Security security = port == 636 ? Security.TLS : Security.STARTTLS;
    DirectoryLogin login =
        login(
            new LdapServer(domain.unnamedAddress(), port, security),
            domain.authority(),
            LOOKUP,
            false);
    assertThatThrownBy(() -> judge(login, "alice", "alicePw1"))
        .isInstanceOfSatisfying(
            LdapFailure.class, failure -> assertThat(failure.stage()).isEqualTo(Stage.TLS))
        .hasMessageContaining(domain.unnamedAddress());
  }

  @Test
  void trustsNoUnknownAuthority(@TempDir Path elsewhere) throws IOException {
    DirectoryLogin login =
        login(
            new LdapServer(domain.address(), 636, Security.TLS),
            new TestAuthority(elsewhere, "IP:" + domain.address()).authority(),
            LOOKUP,
            false);
    assertThatThrownBy(() -> judge(login, "alice", "alicePw1"))
        .isInstanceOfSatisfying(
            LdapFailure.class, failure -> assertThat(failure.stage()).isEqualTo(Stage.TLS));
  }

  @Test
  void goesOnWhenTheServerComesBack() throws IOException {
    DirectoryLogin login = login(LOOKUP, false);
    assertThat(judge(login, "alice", "alicePw1")).isInstanceOf(Verdict.Accepted.class);
    domain.stop();
    try {
      assertThatThrownBy(() -> judge(login, "alice", "alicePw1"))
          .isInstanceOfSatisfying(
              LdapFailure.class, failure -> assertThat(failure.stage()).isEqualTo(Stage.CONNECT));
      assertThat(trail.get(trail.size() - 1))
          .extracting(LoginStep::name, LoginStep::outcome)
          .containsExactly("connect", Outcome.FAILED);
    } finally {
      domain.start();
    }
    DirectoryLogin again = login(LOOKUP, false);
    assertThat(judge(again, "alice", "alicePw1")).isInstanceOf(Verdict.Accepted.class);
  }
}
