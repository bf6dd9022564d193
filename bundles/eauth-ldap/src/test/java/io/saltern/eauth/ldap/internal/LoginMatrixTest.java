// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.ldap.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.saltern.api.auth.LoginStep;
import io.saltern.api.auth.LoginStep.Outcome;
import io.saltern.testing.Await;
import io.saltern.testing.ldap.Slapd;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One user who searches, a filter, and groups of the class posixGroup. */
class LoginMatrixTest {
  @TempDir static Path dir;
  private static Logins logins;

  @BeforeAll
  static void start() {
    logins =
        new Logins(
            MasterFile.saying(
                dir,
                MasterFile.server(Directories.openLdap())
                    + MasterFile.lookup()
                    + """
                    auth.ldap.basedn: dc=saltstack,dc=com
                    auth.ldap.filter: uid={{ username }}
                    """));
  }

  @AfterAll
  static void stop() {
    logins.close();
  }

  @ParameterizedTest(name = "{0} with {1}: {2}")
  @CsvSource(
      delimiter = ';',
      value = {
        "alice ; alicepw ; alice [saltadmins, saltops]",
        "bob ; bobpw ; bob [saltops]",
        "carol ; carolpw ; carol []",
        "odd ; pässwörd ✓ ; odd [saltadmins]",
        "ALICE ; alicepw ; alice [saltadmins, saltops]",
        "' alice ' ; alicepw ; alice [saltadmins, saltops]",
        "alice ; wrong ; 'refused: wrong password, or no such user'",
        "alice ; ALICEPW ; 'refused: wrong password, or no such user'",
        "alice ; '' ; refused: an empty password is never right",
        "ghost ; ghostpw ; refused: no such user",
        "ali* ; alicepw ; refused: no such user",
        "* ; alicepw ; refused: no such user",
        "*)(uid=alice ; alicepw ; refused: no such user",
        "alice)(|(uid=* ; alicepw ; refused: no such user",
        "alice,ou=People ; alicepw ; refused: no such user",
        "'uid=alice,ou=People,dc=saltstack,dc=com' ; alicepw ; refused: no such user",
        "\\61lice ; alicepw ; refused: no such user",
        "\\2a ; alicepw ; refused: no such user",
        "Alice Admin ; alicepw ; refused: no such user",
        "'' ; alicepw ; refused: the name is empty or not printable",
      })
  void isToldAsTheDirectoryHasIt(String user, String password, String expected) {
    assertThat(logins.tell(user == null ? "" : user, password)).isEqualTo(expected);
  }

  @Test
  void aNameWithANulIsNobodys() {
    assertThat(logins.tell("alice\0", "alicepw"))
        .isEqualTo("refused: the name is empty or not printable");
    assertThat(logins.tell("alice", "alicepw\0")).startsWith("refused: wrong password");
  }

  @Test
  void whatTheDirectorysPolicyHasAgainstALogin() {
    assertThat(logins.tell("mustchange", "mustchangepw"))
        .isEqualTo("refused: the user must change the password first");
    assertThat(logins.tell("locked", "lockedpw")).isEqualTo("refused: the account is locked");
    Await.until(
        "the password of a second has expired",
        () -> !logins.tell("expired", "expiredpw").equals("expired []"));
    assertThat(logins.tell("expired", "expiredpw")).isEqualTo("refused: the password has expired");
    assertThat(logins.tell("mustchange", "wrong")).startsWith("refused: wrong password");
    assertThat(logins.tell("alice", "alicepw")).startsWith("alice ");
  }

  @Test
  void aDiagnosisTellsEveryStepAndNoSecret() {
    List<LoginStep> steps = logins.diagnose("alice", "alicepw");
    assertThat(steps)
        .extracting(LoginStep::name, LoginStep::outcome)
        .containsExactly(
            tuple("connect", Outcome.OK),
            tuple("bind", Outcome.OK),
            tuple("search", Outcome.OK),
            tuple("find user", Outcome.OK),
            tuple("bind", Outcome.OK),
            tuple("groups", Outcome.OK));
    assertThat(steps.toString())
        .contains("(uid=alice)", "uid=alice,ou=People", "(&(memberUid=alice)", "saltops")
        .contains("without TLS", Slapd.LOOKUP_DN)
        .doesNotContain("alicepw", Slapd.LOOKUP_PASSWORD);
    List<LoginStep> wrong = logins.diagnose("alice", "not-hers");
    assertThat(wrong.get(wrong.size() - 1).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(wrong.toString()).doesNotContain("not-hers");
    assertThat(logins.diagnose("ghost", "x").get(3))
        .isEqualTo(new LoginStep("find user", Outcome.FAILED, "no such user"));
  }
}
