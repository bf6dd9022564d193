// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.ldap.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DomainRulesTest {
  @TempDir Path dir;

  private List<String> problems(String text) {
    List<String> problems = new ArrayList<>();
    LdapPlan.of(MasterFile.saying(dir, "auth.ldap.activedirectory: True\n" + text), problems);
    return problems;
  }

  private static String base(String dn) {
    return "auth.ldap.basedn: " + dn + "\n";
  }

  @Test
  void theDomainIsEnough() {
    assertThat(problems(base("OU=Staff,DC=corp,DC=example,DC=com"))).isEmpty();
  }

  @Test
  void whatDoesNotGoTogetherIsToldWithItsPlace() {
    assertThat(problems("")).anyMatch(p -> p.contains("auth.ldap.basedn: needed"));
    assertThat(problems(base("'uid={{ username }},DC=corp'")))
        .anyMatch(p -> p.startsWith(dir.resolve("master") + ":2: auth.ldap.basedn: "));
    assertThat(problems(base("O=Corp")))
        .singleElement()
        .satisfies(p -> assertThat(p).contains("auth.ldap.binddn: needed"));
    assertThat(problems(base("DC=corp") + "auth.ldap.binddn: CN=lookup,DC=corp\n"))
        .singleElement()
        .satisfies(p -> assertThat(p).contains(":3: auth.ldap.binddn: needed"));
    assertThat(problems(base("DC=corp") + "auth.ldap.freeipa: True\n"))
        .singleElement()
        .satisfies(p -> assertThat(p).contains(":3: auth.ldap.freeipa: not together"));
    assertThat(problems(base("DC=corp") + "auth.ldap.filter: (cn=fixed)\n"))
        .singleElement()
        .satisfies(p -> assertThat(p).contains(":3: auth.ldap.filter: finds nobody"));
  }
}
