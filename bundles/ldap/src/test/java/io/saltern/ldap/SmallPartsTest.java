// SPDX-License-Identifier: Apache-2.0
package io.saltern.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saltern.ldap.LdapServer.Security;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmallPartsTest {
  @Test
  void urisNameServers() {
    assertThat(LdapServer.of("ldap://dc1.corp", false))
        .isEqualTo(new LdapServer("dc1.corp", 389, Security.PLAIN));
    assertThat(LdapServer.of("ldap://dc1.corp:3890/", true))
        .isEqualTo(new LdapServer("dc1.corp", 3890, Security.STARTTLS));
    assertThat(LdapServer.of("LDAPS://[::1]", false))
        .isEqualTo(new LdapServer("::1", 636, Security.TLS))
        .hasToString("ldaps://[::1]:636");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dc1", "http://dc1", "ldapi:///x", "ldap://", "ldap://a b", "ldap://u@h"})
  void otherUrisAreRefused(String uri) {
    assertThatThrownBy(() -> LdapServer.of(uri, false))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void tlsIsNotStartedTwice() {
    assertThatThrownBy(() -> LdapServer.of("ldaps://dc1", true)).hasMessageContaining("starttls");
  }

  @Test
  void whatWasLearntIsForgotten() {
    AtomicLong now = new AtomicLong();
    ShortMemory<String, Integer> memory = new ShortMemory<>(2, Duration.ofNanos(10), now::get);
    memory.learn("a", 1);
    memory.learn("b", 2);
    memory.learn("c", 3);
    assertThat(memory.find("a")).isEmpty();
    assertThat(memory.find("b")).contains(2);
    now.set(10);
    assertThat(memory.find("c")).isEmpty();
  }

  @Test
  void passwordsAreNotShown() {
    assertThat(new Credentials("cn=x", "geheim")).hasToString("cn=x");
  }

  @Test
  void aDnTellsItsDomain() {
    assertThat(Names.domain("OU=Staff,dc=Corp,DC=example,DC=com")).isEqualTo("Corp.example.com");
    assertThat(Names.domain("DC=web,OU=Staff,DC=corp")).isEqualTo("corp");
    assertThat(Names.domain("O=Corp")).isEmpty();
    assertThat(Names.domain("no dn")).isEmpty();
  }

  @Test
  void refusalsOfActiveDirectoryHaveReasons() {
    assertThat(state("80090308: LdapErr: DSID-0C09, comment: error, data 532, v1db1"))
        .contains(AccountState.PASSWORD_EXPIRED);
    assertThat(state("80090308: LdapErr: DSID-0C09, comment: error, data 52E, v3839"))
        .contains(AccountState.WRONG_PASSWORD);
    assertThat(state("80090308: LdapErr: DSID-0C09, comment: error, data 999, v3839")).isEmpty();
    assertThat(state("")).isEmpty();
  }

  private static Optional<AccountState> state(String diagnostic) {
    return AccountState.of(new BindResult(49, "invalidCredentials", diagnostic, ""));
  }
}
