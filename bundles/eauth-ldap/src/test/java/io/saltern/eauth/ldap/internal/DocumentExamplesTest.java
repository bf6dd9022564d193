// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.ldap.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.testing.ldap.Slapd;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of Salt's documentation as they are written there; but for the server's place. */
class DocumentExamplesTest {
  private static final String DEFAULTS =
      """
      # Server to auth against
      auth.ldap.server: localhost

      # Port to connect via
      auth.ldap.port: 389

      # Use TLS when connecting
      auth.ldap.tls: False

      # Use STARTTLS when connecting
      auth.ldap.starttls: False

      # LDAP scope level, almost always 2
      auth.ldap.scope: 2

      # Server specified in URI format
      auth.ldap.uri: ''    # Overrides .ldap.server, .ldap.port, .ldap.tls above

      # Verify server's TLS certificate
      auth.ldap.no_verify: False

      # Bind to LDAP anonymously to determine group membership
      auth.ldap.anonymous: False

      # FOR TESTING ONLY, this is a VERY insecure setting.
      auth.ldap.auth_by_group_membership_only: False

      # Require authenticating user to be part of this Organizational Unit
      auth.ldap.groupou: 'Groups'

      # Object Class for groups.
      auth.ldap.groupclass: 'posixGroup'

      # Unique ID attribute name for the user
      auth.ldap.accountattributename: 'memberUid'

      # These are only for Active Directory
      auth.ldap.activedirectory: False
      auth.ldap.persontype: 'person'

      auth.ldap.minion_stripdomains: []

      # Redhat Identity Policy Audit
      auth.ldap.freeipa: False
      """;
  private static final String SAME_USER =
      """
      auth.ldap.basedn: dc=saltstack,dc=com
      auth.ldap.binddn: uid={{ username }},cn=users,cn=accounts,dc=saltstack,dc=com
      """;
  private static final String TWO_USERS =
      """
      auth.ldap.basedn: dc=saltstack,dc=com
      auth.ldap.binddn: uid=ldaplookup,cn=sysaccounts,cn=etc,dc=saltstack,dc=com
      auth.ldap.bindpw: mypassword
      auth.ldap.filter: uid={{ username }}
      """;

  @TempDir Path dir;

  @BeforeAll
  static void fill() {
    Directories.freeIpa()
        .load(
            """
            dn: cn=etc,dc=saltstack,dc=com
            objectClass: applicationProcess
            cn: etc

            dn: cn=sysaccounts,cn=etc,dc=saltstack,dc=com
            objectClass: applicationProcess
            cn: sysaccounts

            dn: uid=ldaplookup,cn=sysaccounts,cn=etc,dc=saltstack,dc=com
            objectClass: account
            objectClass: simpleSecurityObject
            uid: ldaplookup
            userPassword: mypassword

            dn: ou=Groups,dc=saltstack,dc=com
            objectClass: organizationalUnit
            ou: Groups

            dn: cn=test_ldap_group,ou=Groups,dc=saltstack,dc=com
            objectClass: groupOfNames
            objectClass: posixGroup
            cn: test_ldap_group
            gidNumber: 30001
            memberUid: alice
            member: uid=alice,cn=users,cn=accounts,dc=saltstack,dc=com
            """);
  }

  private Logins logins(String... examples) {
    Slapd slapd = Directories.freeIpa();
    String text =
        String.join("", examples)
            .replace("server: localhost", "server: 127.0.0.1")
            .replace("port: 389", "port: " + slapd.port());
    return new Logins(MasterFile.saying(dir, text));
  }

  @Test
  void theFirstAndTheSecondUserAreTheSame() {
    try (Logins logins = logins(DEFAULTS, SAME_USER)) {
      assertThat(logins.tell("alice", "alicepw")).isEqualTo("alice [test_ldap_group]");
      assertThat(logins.tell("bob", "bobpw")).isEqualTo("bob []");
      assertThat(logins.tell("bob", "alicepw")).startsWith("refused");
    }
  }

  @Test
  void twoSeparateUsers() {
    try (Logins logins = logins(DEFAULTS, TWO_USERS)) {
      assertThat(logins.tell("alice", "alicepw")).isEqualTo("alice [test_ldap_group]");
      assertThat(logins.tell("bob", "alicepw")).startsWith("refused");
      assertThat(logins.tell("ldaplookup", "x")).startsWith("refused");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "''"})
  void groupsByTheirClassAndAttribute(String blank) {
    try (Logins logins =
        logins(
            DEFAULTS,
            TWO_USERS,
            """
            auth.ldap.groupattribute: memberUid
            """)) {
      assertThat(logins.tell("alice", "alicepw")).isEqualTo("alice [test_ldap_group]");
    }
    try (Logins logins =
        logins(
            DEFAULTS
                .replace("groupou: 'Groups'", "groupou: " + blank)
                .replace("'posixGroup'", "person")
                .replace("'memberUid'", "uid"),
            TWO_USERS,
            """
            auth.ldap.groupattribute: memberOf
            """)) {
      assertThat(logins.tell("alice", "alicepw"))
          .isEqualTo("alice [saltadmins, saltops, test_ldap_group]");
    }
  }
}
