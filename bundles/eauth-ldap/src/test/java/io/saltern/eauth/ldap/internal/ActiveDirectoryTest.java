// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.ldap.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.auth.LoginStep;
import io.saltern.testing.ldap.ActiveDirectory;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActiveDirectoryTest {
  /** What Salt's documentation says of Active Directory, to the letter. */
  private static final String DOCUMENTED =
      """
      auth.ldap.activedirectory: True
      auth.ldap.filter: sAMAccountName={{username}}
      auth.ldap.accountattributename: sAMAccountName
      auth.ldap.groupclass: group
      auth.ldap.persontype: person
      """;

  private static final String LOOKUP =
      """
      auth.ldap.binddn: ldaplookup@ad.saltern.test
      auth.ldap.bindpw: ldaplookupPw1
      """;

  private static ActiveDirectory domain;

  @TempDir Path dir;

  @BeforeAll
  static void start() throws IOException {
    domain = ActiveDirectory.started();
  }

  @AfterAll
  static void stop() throws IOException {
    domain.close();
  }

  private Logins logins(String address, String... parts) {
    return new Logins(
        MasterFile.saying(
            dir,
            """
            external_auth: {ldap: {saltadmins%%: ['.*']}}
            auth.ldap.server: %s
            auth.ldap.cacertfile: %s
            auth.ldap.basedn: %s
            auth.ldap.connect_timeout: 30
            auth.ldap.timeout: 30
            """
                    .formatted(address, domain.authority(), ActiveDirectory.BASE)
                + String.join("", parts)));
  }

  private Logins documented(String... more) {
    return logins(domain.address(), "auth.ldap.tls: True\n", DOCUMENTED, String.join("", more));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "alice | alicePw1 | alice [saltadmins]",
        "ALICE | alicePw1 | alice [saltadmins]",
        "bob | bobPw1 | bob [saltops]",
        "odd | oddPw1 | odd [saltadmins]",
        "jürgen | jürgenPw1 | jürgen [saltadmins]",
        "alice | wrong | refused: the password is wrong, or there is no such user",
        "alice | '' | refused: the password is empty",
        "carol | carolPw1 | refused: the account is disabled",
        "dave | davePw1 | refused: the account has expired",
        "erin | erinPw1 | refused: the user must change the password first",
        "hal | halPw1 | refused: the directory has locked the account"
      })
  void theDocumentedConfigurationWithAndWithoutALookupUser(
      String user, String password, String told) {
    for (String lookup :
        new String[] {"", "auth.ldap.binddn: '{{ username }}@ad.saltern.test'\n", LOOKUP}) {
      try (Logins logins = documented(lookup)) {
        assertThat(logins.tell(user, password)).isEqualTo(told);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nobody | nobodyPw1",
        "ali* | alicePw1",
        "alice)(cn=* | alicePw1",
        "* | alicePw1",
        "alice@ad.saltern.test | alicePw1",
        "SALTERN\\alice | alicePw1"
      })
  void noOtherNameIsTheAccounts(String user, String password) {
    try (Logins logins = documented(LOOKUP)) {
      assertThat(logins.tell(user, password)).isEqualTo("refused: no such user");
    }
    try (Logins logins = documented()) {
      assertThat(logins.tell(user, password)).startsWith("refused: ");
    }
  }

  @Test
  void nestedGroupsCountWhenAskedFor() {
    try (Logins logins = documented("auth.ldap.nested_groups: True\n")) {
      assertThat(logins.tell("alice", "alicePw1"))
          .isEqualTo("alice [allstaff, saltadmins, saltops]");
    }
  }

  @Test
  void theFilterFindsUsersForWhoeverSearches() {
    String filter = "auth.ldap.filter: '(&(sAMAccountName={{ username }})(!(cn=Bob*)))'";
    try (Logins logins =
        logins(
            domain.address(),
            "auth.ldap.tls: True\n",
            DOCUMENTED.replace("auth.ldap.filter: sAMAccountName={{username}}", filter),
            LOOKUP)) {
      assertThat(logins.tell("alice", "alicePw1")).isEqualTo("alice [saltadmins]");
      assertThat(logins.tell("bob", "bobPw1")).isEqualTo("refused: no such user");
    }
  }

  @Test
  void whatIsNotSaidIsAsInActiveDirectory() {
    try (Logins logins =
        logins(domain.address(), "auth.ldap.starttls: True\nauth.ldap.activedirectory: True\n")) {
      assertThat(logins.tell("alice", "alicePw1")).isEqualTo("alice [saltadmins]");
    }
  }

  @Test
  void withoutTlsOrFromAnotherServerThereIsNoVerdict() {
    try (Logins logins = logins(domain.address(), DOCUMENTED)) {
      assertThat(logins.tell("alice", "alicePw1"))
          .startsWith("failed: ldap://" + domain.address() + ":389: bind as ")
          .contains("Transport encryption required");
    }
    try (Logins logins = logins(domain.unnamedAddress(), DOCUMENTED, "auth.ldap.tls: True\n")) {
      assertThat(logins.tell("alice", "alicePw1"))
          .startsWith("failed: ldaps://" + domain.unnamedAddress() + ":636: TLS: ");
    }
    try (Logins logins =
        logins(
            domain.unnamedAddress(),
            DOCUMENTED,
            "auth.ldap.tls: True\nauth.ldap.no_verify: True\n")) {
      assertThat(logins.tell("alice", "alicePw1")).isEqualTo("alice [saltadmins]");
    }
  }

  @Test
  void diagnosisTellsTheDocumentedSteps() {
    try (Logins logins = documented()) {
      assertThat(logins.diagnose("alice", "alicePw1"))
          .extracting(LoginStep::detail)
          .anyMatch(detail -> detail.equals("as 'alice@ad.saltern.test'"))
          .anyMatch(detail -> detail.contains("(&(sAMAccountName=alice)(objectClass=person))"))
          .anyMatch(
              detail ->
                  detail.contains(
                      "(&(member=CN=Alice Test,OU=Staff,DC=ad,DC=saltern,DC=test)"
                          + "(objectClass=group))"));
    }
  }
}
