// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.ldap.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saltern.api.MinionId;
import io.saltern.testing.Await;
import io.saltern.testing.ldap.Slapd;
import io.saltern.testing.ldap.Slapd.Flavour;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComputerMatcherTest {
  private static final String WEB = "ou=Webservers,dc=saltstack,dc=com";
  private static final MinionId WEB1 = new MinionId("web1");
  private static final MinionId WEB2 = new MinionId("web2");
  private static final MinionId WEB3 = new MinionId("web3");
  private static final String RULES =
      """
      external_auth:
        ldap:
          test_ldap_group%:
            - ldap('ou=Webservers,dc=saltstack,dc=com'):
              - test.echo
      auth.ldap.minion_stripdomains: ['.external.bigcorp.com', '.internal.bigcorp.com']
      auth.ldap.minion_refresh: 1
      """;

  @TempDir Path dir;

  private ComputerMatcher matcher(String text) {
    ComputerMatcher matcher = new ComputerMatcher();
    matcher.bindSettings(MasterFile.saying(dir, text));
    return matcher;
  }

  @Test
  void computersAreMinionsWithoutTheirDomains() {
    Slapd slapd = Directories.openLdap();
    ComputerMatcher matcher = matcher(MasterFile.server(slapd) + MasterFile.lookup() + RULES);
    try {
      Await.until("it is read", () -> tells(matcher));
      assertThat(matcher.matches(WEB, WEB1)).isTrue();
      assertThat(matcher.matches(WEB, WEB2)).isTrue();
      assertThat(matcher.matches(WEB, WEB3)).isFalse();
      assertThat(matcher.matches(WEB, new MinionId("web1.internal.bigcorp.com"))).isFalse();
      // a rule of a token that the settings do not have any more
      Await.until("it is read", () -> failure(matcher, "dc=saltstack,dc=com").isEmpty());
      assertThat(matcher.matches("dc=saltstack,dc=com", WEB1)).isTrue();
      Await.until("so is this", () -> failure(matcher, "ou=People,dc=saltstack,dc=com").isEmpty());
      assertThat(matcher.matches("ou=People,dc=saltstack,dc=com", WEB1)).isFalse();
      slapd.load(
          "dn: cn=web3,ou=Webservers,dc=saltstack,dc=com\nobjectClass: computer\ncn: web3\n");
      Await.until("it is read again", () -> matcher.matches(WEB, WEB3));
    } finally {
      matcher.close();
    }
  }

  @Test
  void whatIsNotThereOrCannotBeAskedTellsNothing() {
    ComputerMatcher matcher =
        matcher(MasterFile.server(Directories.openLdap()) + MasterFile.lookup() + RULES);
    try {
      Await.until(
          "that it is not there is known",
          () -> failure(matcher, "ou=Nowhere,dc=saltstack,dc=com").contains("32 noSuchObject"));
      assertThatThrownBy(() -> matcher.matches("no dn", WEB1))
          .isInstanceOf(IllegalStateException.class);
    } finally {
      matcher.close();
    }
    assertThatThrownBy(() -> matcher.matches(WEB, WEB1)).isInstanceOf(IllegalStateException.class);
    ComputerMatcher nobody = matcher(MasterFile.server(Directories.openLdap()) + RULES);
    assertThatThrownBy(() -> nobody.matches(WEB, WEB1)).hasMessageContaining("auth.ldap.bindpw");
  }

  @Test
  void aDirectoryThatIsDownTellsNothingUntilItIsBack() {
    try (Slapd slapd = new Slapd(Flavour.OPENLDAP, true)) {
      ComputerMatcher matcher =
          matcher(MasterFile.server(slapd) + "auth.ldap.anonymous: True\n" + RULES);
      try {
        Await.until("it is read", () -> tells(matcher));
        slapd.stop();
        Await.until("it is known to be down", () -> !tells(matcher));
        Await.until("it is known why", () -> failure(matcher, WEB).contains("refused"));
        slapd.start();
        Await.until("it is asked again", () -> tells(matcher));
        assertThat(matcher.matches(WEB, WEB1)).isTrue();
      } finally {
        matcher.close();
      }
    }
  }

  private static boolean tells(ComputerMatcher matcher) {
    return failure(matcher, WEB).isEmpty();
  }

  /** Why it does not tell what is below a DN; empty when it does. */
  private static String failure(ComputerMatcher matcher, String argument) {
    try {
      matcher.matches(argument, WEB1);
      return "";
    } catch (IllegalStateException e) {
      return e.getMessage();
    }
  }
}
