// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.ldap.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.testing.ldap.Slapd;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Groups by each style of the document, found by each way to search. */
class GroupStylesTest {
  private static final String MEMBER_OF =
      """
      auth.ldap.basedn: dc=saltstack,dc=com
      auth.ldap.filter: uid={{ username }}
      auth.ldap.groupou: ''
      auth.ldap.groupclass: person
      auth.ldap.groupattribute: memberOf
      auth.ldap.accountattributename: uid
      """;
  private static final String FREE_IPA =
      """
      auth.ldap.freeipa: True
      auth.ldap.basedn: cn=users,cn=accounts,dc=saltstack,dc=com
      auth.ldap.filter: uid={{ username }}
      auth.ldap.group_basedn: cn=groups,cn=accounts,dc=saltstack,dc=com
      """;

  @TempDir Path dir;

  private Logins logins(Slapd slapd, String... lines) {
    return new Logins(MasterFile.saying(dir, MasterFile.server(slapd) + String.join("\n", lines)));
  }

  @Test
  void usersThatNameTheirGroups() {
    try (Logins logins = logins(Directories.openLdap(), MasterFile.lookup(), MEMBER_OF)) {
      assertThat(logins.tell("alice", "alicepw")).isEqualTo("alice [dbadmins, webadmins]");
      assertThat(logins.tell("Bob", "bobpw")).isEqualTo("bob [webadmins]");
      assertThat(logins.tell("carol", "carolpw")).isEqualTo("carol [everybody]");
      assertThat(logins.tell("odd", "pässwörd ✓")).isEqualTo("odd [dbadmins]");
    }
  }

  @Test
  void groupsInGroupsWhenTheyAreAskedFor() {
    try (Logins logins =
        logins(
            Directories.openLdap(),
            MasterFile.lookup(),
            MEMBER_OF,
            "auth.ldap.nested_groups: True")) {
      assertThat(logins.tell("alice", "alicepw"))
          .isEqualTo("alice [dbadmins, everybody, operators, webadmins]");
      assertThat(logins.tell("bob", "bobpw")).isEqualTo("bob [everybody, operators, webadmins]");
    }
  }

  @Test
  void groupsThatHoldEachOtherEnd() {
    Slapd slapd = Directories.openLdap();
    slapd.load(
        """
        dn: cn=ring1,ou=Roles,dc=saltstack,dc=com
        objectClass: groupOfNames
        cn: ring1
        member: uid=bob,ou=Sysaccounts,dc=saltstack,dc=com
        member: cn=ring2,ou=Roles,dc=saltstack,dc=com

        dn: cn=ring2,ou=Roles,dc=saltstack,dc=com
        objectClass: groupOfNames
        cn: ring2
        member: cn=ring1,ou=Roles,dc=saltstack,dc=com

        dn: uid=bob2,ou=People,dc=saltstack,dc=com
        objectClass: inetOrgPerson
        uid: bob2
        cn: Second
        sn: Second
        userPassword: bob2pw

        dn: cn=ring3,ou=Roles,dc=saltstack,dc=com
        objectClass: groupOfNames
        cn: ring3
        member: uid=bob2,ou=People,dc=saltstack,dc=com
        member: cn=ring4,ou=Roles,dc=saltstack,dc=com

        dn: cn=ring4,ou=Roles,dc=saltstack,dc=com
        objectClass: groupOfNames
        cn: ring4
        member: cn=ring3,ou=Roles,dc=saltstack,dc=com
        """);
    try (Logins logins =
        logins(slapd, MasterFile.lookup(), MEMBER_OF, "auth.ldap.nested_groups: True")) {
      assertThat(logins.tell("bob2", "bob2pw")).isEqualTo("bob2 [ring3, ring4]");
    }
  }

  @Test
  void groupsOfNamesWithoutAnyOverlay() {
    try (Logins logins =
        logins(
            Directories.openLdap(),
            MasterFile.lookup(),
            """
            auth.ldap.basedn: dc=saltstack,dc=com
            auth.ldap.filter: uid={{ username }}
            auth.ldap.groupou: Roles
            auth.ldap.groupclass: groupOfNames
            auth.ldap.accountattributename: member
            """)) {
      assertThat(logins.tell("alice", "alicepw")).isEqualTo("alice [dbadmins, webadmins]");
      assertThat(logins.tell("odd", "pässwörd ✓")).isEqualTo("odd [dbadmins]");
    }
  }

  @Test
  void freeIpaByMembersDn() {
    try (Logins logins =
        logins(
            Directories.freeIpa(),
            MasterFile.lookup(),
            FREE_IPA,
            "auth.ldap.group_filter: (&(objectClass=posixgroup)"
                + "(member=uid={{ username }},cn=users,cn=accounts,dc=saltstack,dc=com))")) {
      assertThat(logins.tell("alice", "alicepw")).isEqualTo("alice [saltadmins, saltops]");
      assertThat(logins.tell("bob", "bobpw")).isEqualTo("bob [saltops]");
      assertThat(logins.tell("bob", "alicepw")).startsWith("refused");
    }
  }

  @Test
  void freeIpaByTheUserItselfAndStartTls() {
    Slapd slapd = Directories.freeIpa();
    try (Logins logins =
        logins(
            slapd,
            FREE_IPA,
            "auth.ldap.group_filter: (memberUid={{ username }})",
            "auth.ldap.binddn: uid={{ username }},cn=users,cn=accounts,dc=saltstack,dc=com",
            "auth.ldap.starttls: True",
            "auth.ldap.nested_groups: True",
            "auth.ldap.cacertfile: " + slapd.authority())) {
      assertThat(logins.tell("alice", "alicepw")).isEqualTo("alice [leads, saltadmins]");
      assertThat(logins.tell("bob", "bobpw")).isEqualTo("bob []");
    }
  }

  @Test
  void theUserItselfSearches() {
    try (Logins logins =
        logins(
            Directories.openLdap(),
            """
            auth.ldap.basedn: dc=saltstack,dc=com
            auth.ldap.binddn: uid={{ username }},ou=People,dc=saltstack,dc=com
            """)) {
      assertThat(logins.tell("alice", "alicepw")).isEqualTo("alice [saltadmins, saltops]");
      assertThat(logins.tell("ALICE", "alicepw")).isEqualTo("alice [saltadmins, saltops]");
      assertThat(logins.tell(" alice", "alicepw")).isEqualTo("alice [saltadmins, saltops]");
      assertThat(logins.tell("alice", "wrong")).startsWith("refused: wrong password");
      assertThat(logins.tell("ghost", "x")).startsWith("refused: wrong password, or no such user");
      assertThat(logins.tell("alice,ou=People", "alicepw")).startsWith("refused");
      assertThat(logins.tell("*", "alicepw")).startsWith("refused");
      assertThat(logins.tell("alice", "")).isEqualTo("refused: an empty password is never right");
    }
  }

  @Test
  void nobodyInParticularSearches() {
    try (Logins logins =
        logins(
            Directories.anonymous(),
            """
            auth.ldap.anonymous: True
            auth.ldap.basedn: dc=saltstack,dc=com
            auth.ldap.filter: uid={{ username }}
            """)) {
      assertThat(logins.tell("alice", "alicepw")).isEqualTo("alice [saltadmins, saltops]");
      assertThat(logins.tell("alice", "wrong")).startsWith("refused: wrong password");
      assertThat(logins.tell("alice", "")).startsWith("refused");
      assertThat(logins.tell("ghost", "x")).isEqualTo("refused: no such user");
    }
    try (Logins logins =
        logins(
            Directories.anonymous(),
            """
            auth.ldap.anonymous: True
            auth.ldap.basedn: dc=saltstack,dc=com
            auth.ldap.binddn: uid={{ username }},ou=People,dc=saltstack,dc=com
            """)) {
      assertThat(logins.tell("alice", "alicepw")).isEqualTo("alice [saltadmins, saltops]");
      assertThat(logins.tell("ALICE", "alicepw")).isEqualTo("alice [saltadmins, saltops]");
      assertThat(logins.tell(" alice", "alicepw")).isEqualTo("alice [saltadmins, saltops]");
      assertThat(logins.tell(" ghost", "x"))
          .isEqualTo("refused: the name is not written as in the directory");
      assertThat(logins.tell("alice", "wrong")).startsWith("refused: wrong password");
    }
  }

  @Test
  void anonymousSearchesThatTheServerRefusesAreAFailure() {
    try (Logins logins =
        logins(
            Directories.openLdap(),
            """
            auth.ldap.anonymous: True
            auth.ldap.basedn: dc=saltstack,dc=com
            auth.ldap.filter: uid={{ username }}
            """)) {
      assertThat(logins.tell("alice", "alicepw"))
          .startsWith("failed: ldap://127.0.0.1:")
          .contains("authentication required");
    }
  }

  @Test
  void membershipAloneForTestsOnly() {
    String membership =
        """
        auth.ldap.auth_by_group_membership_only: True
        auth.ldap.basedn: dc=saltstack,dc=com
        auth.ldap.filter: uid={{ username }}
        """;
    try (Logins logins = logins(Directories.anonymous(), membership, "auth.ldap.anonymous: True")) {
      assertThat(logins.tell("alice", "anything")).isEqualTo("alice [saltadmins, saltops]");
      assertThat(logins.tell("carol", "anything")).isEqualTo("refused: in no group");
      assertThat(logins.tell("ghost", "anything")).isEqualTo("refused: no such user");
    }
    try (Logins logins = logins(Directories.anonymous(), membership, MasterFile.lookup())) {
      assertThat(logins.tell("alice", "anything")).startsWith("refused: wrong password");
    }
  }

  @Test
  void aFilterThatFitsTwoLetsNobodyIn() {
    try (Logins logins =
        logins(
            Directories.openLdap(),
            MasterFile.lookup(),
            """
            auth.ldap.basedn: dc=saltstack,dc=com
            auth.ldap.filter: (|(uid={{ username }})(uid=bob))
            """)) {
      assertThat(logins.tell("alice", "alicepw"))
          .isEqualTo("refused: more than one entry fits the name");
    }
  }

  @Test
  void whereGroupsShouldBeAndAreNotIsAFailure() {
    try (Logins logins =
        logins(
            Directories.openLdap(),
            MasterFile.lookup(),
            """
            auth.ldap.basedn: dc=saltstack,dc=com
            auth.ldap.filter: uid={{ username }}
            auth.ldap.groupou: Nowhere
            """)) {
      assertThat(logins.tell("alice", "alicepw")).startsWith("failed:").contains("ou=Nowhere");
    }
  }

  @Test
  void groupsAreRememberedUntilAReload() {
    Slapd slapd = Directories.openLdap();
    String text =
        MasterFile.server(slapd)
            + MasterFile.lookup()
            + """
            auth.ldap.basedn: dc=saltstack,dc=com
            auth.ldap.filter: uid={{ username }}
            """;
    slapd.load(
        """
        dn: uid=dora,ou=People,dc=saltstack,dc=com
        objectClass: inetOrgPerson
        uid: dora
        cn: Dora
        sn: Dora
        userPassword: dorapw
        """);
    try (Logins logins = new Logins(MasterFile.saying(dir, text))) {
      assertThat(logins.tell("dora", "dorapw")).isEqualTo("dora []");
      slapd.load(
          """
          dn: cn=fresh,ou=Groups,dc=saltstack,dc=com
          objectClass: posixGroup
          cn: fresh
          gidNumber: 20009
          memberUid: dora
          """);
      assertThat(logins.tell("dora", "dorapw")).isEqualTo("dora []");
      assertThat(logins.diagnose("dora", "dorapw").toString()).contains("fresh;");
      assertThat(logins.tell("dora", "wrong")).startsWith("refused");
      logins.reload(MasterFile.saying(dir, text));
      assertThat(logins.tell("dora", "dorapw")).isEqualTo("dora [fresh]");
    }
    try (Logins logins = new Logins(MasterFile.saying(dir, text + "auth.ldap.group_cache: 0\n"))) {
      assertThat(logins.diagnose("dora", "dorapw").toString()).doesNotContain("remembered");
      assertThat(logins.tell("dora", "dorapw")).isEqualTo("dora [fresh]");
    }
  }
}
