// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.ldap.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.config.Settings;
import io.saltern.ldap.LdapServer;
import io.saltern.ldap.LdapServer.Security;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptionsTest {
  private static final String GOOD =
      "auth.ldap.binddn: cn=search,dc=x\nauth.ldap.bindpw: geheim\n"
          + "auth.ldap.filter: uid={{ username }}\n";

  @TempDir Path dir;

  private List<String> problems(String... lines) {
    Settings settings =
        MasterFile.saying(
            dir, "external_auth: {ldap: {fred: [test.*]}}\n" + String.join("\n", lines));
    return new LdapOptionsCheck()
        .problems(settings).stream().map(text -> text.replace(dir + "/master", "FILE")).toList();
  }

  private List<LdapServer> servers(String... lines) {
    List<String> problems = new ArrayList<>();
    List<LdapServer> servers =
        new Options(MasterFile.saying(dir, String.join("\n", lines)), problems)
            .connection()
            .orElseThrow(() -> new AssertionError(problems.toString()))
            .servers();
    assertThat(problems).isEmpty();
    return servers;
  }

  @Test
  void serversByNameOrUri() {
    assertThat(servers()).containsExactly(new LdapServer("localhost", 389, Security.PLAIN));
    assertThat(servers("auth.ldap.server: [a, b]", "auth.ldap.tls: True"))
        .containsExactly(
            new LdapServer("a", 636, Security.TLS), new LdapServer("b", 636, Security.TLS));
    assertThat(servers("auth.ldap.server: a", "auth.ldap.port: '3890'", "auth.ldap.starttls: True"))
        .containsExactly(new LdapServer("a", 3890, Security.STARTTLS));
    assertThat(servers("auth.ldap.uri: ldaps://a, ldap://b:1", "auth.ldap.server: c"))
        .containsExactly(
            new LdapServer("a", 636, Security.TLS), new LdapServer("b", 1, Security.PLAIN));
    assertThat(servers("auth.ldap.uri: ''")).hasSize(1);
  }

  @Test
  void goodOnesAreNoProblem() {
    assertThat(problems(GOOD)).isEmpty();
    assertThat(problems("auth.ldap.binddn: uid={{username}},dc=x")).isEmpty();
    assertThat(problems("auth.ldap.anonymous: True", "auth.ldap.filter: uid={{username}}"))
        .isEmpty();
  }

  @Test
  void settingsThatDoNotNameTheBackendAreNotJudged() {
    Settings settings = MasterFile.saying(dir, "auth.ldap.tls: True\nauth.ldap.starttls: True\n");
    assertThat(new LdapOptionsCheck().problems(settings)).isEmpty();
  }

  @Test
  void whatContradictsItselfNamesItsPlace() {
    assertThat(problems(GOOD, "auth.ldap.tls: True", "auth.ldap.starttls: True"))
        .containsExactly("FILE:7: auth.ldap.starttls: not together with auth.ldap.tls");
    assertThat(problems(GOOD, "auth.ldap.uri: ldaps://a", "auth.ldap.starttls: True"))
        .containsExactly("FILE:6: auth.ldap.uri: 'ldaps://a' has TLS already: not with starttls");
    assertThat(problems(GOOD, "auth.ldap.uri: ldapi:///x"))
        .containsExactly(
            "FILE:6: auth.ldap.uri: 'ldapi:///x' begins neither with ldap: nor ldaps:");
    assertThat(problems(GOOD, "auth.ldap.anonymous: True"))
        .containsExactly("FILE:6: auth.ldap.anonymous: not together with auth.ldap.bindpw");
    assertThat(problems("auth.ldap.bindpw: geheim", "auth.ldap.filter: uid={{username}}"))
        .contains("FILE:2: auth.ldap.bindpw: of no use without auth.ldap.binddn");
    assertThat(problems(GOOD, "auth.ldap.cacertfile: /nowhere/ca.pem"))
        .singleElement()
        .asString()
        .startsWith("FILE:6: auth.ldap.cacertfile: /nowhere/ca.pem: ");
  }

  @Test
  void nobodyCanSearch() {
    assertThat(problems())
        .containsExactly(
            "the settings: auth.ldap.binddn: nobody can search: needs binddn with bindpw, binddn"
                + " with {{ username }}, or anonymous");
    assertThat(problems("auth.ldap.anonymous: True"))
        .containsExactly(
            "the settings: auth.ldap.filter: needed to find users, or a binddn with"
                + " {{ username }}");
    assertThat(problems("auth.ldap.binddn: cn=search,dc=x"))
        .containsExactly(
            "FILE:2: auth.ldap.binddn: without auth.ldap.bindpw it must contain {{ username }}");
    assertThat(problems("auth.ldap.binddn: cn=search,dc=x", "auth.ldap.bindpw: geheim"))
        .containsExactly(
            "the settings: auth.ldap.filter: needed to find users, as uid={{ username }}");
    assertThat(
            problems(
                "auth.ldap.binddn: uid={{ username }},dc=x",
                "auth.ldap.bindpw: geheim",
                "auth.ldap.filter: uid={{ username }}"))
        .singleElement()
        .asString()
        .startsWith("FILE:2: auth.ldap.binddn: with auth.ldap.bindpw it is one user");
  }

  @Test
  void templatesAreRead() {
    assertThat(problems(GOOD.replace("uid={{ username }}", "'(uid={{ username }}'")))
        .singleElement()
        .asString()
        .startsWith("FILE:4: auth.ldap.filter: '(uid={{ username }}' is no filter");
    assertThat(problems(GOOD.replace("{{ username }}", "{{ user }}")))
        .containsExactly(
            "FILE:4: auth.ldap.filter: '(uid={{ user }})': only {{ username }} can be filled in,"
                + " nothing else");
    assertThat(problems(GOOD.replace("{{ username }}", "fred")))
        .containsExactly(
            "FILE:4: auth.ldap.filter: finds nobody in particular without {{ username }}");
    assertThat(problems(GOOD, "auth.ldap.basedn: nothing"))
        .contains("FILE:6: auth.ldap.basedn: 'nothing' is no DN");
    assertThat(problems(GOOD, "auth.ldap.accountattributename: 'a)(b'"))
        .containsExactly(
            "FILE:6: auth.ldap.accountattributename: expected the name of an attribute");
    assertThat(problems(GOOD, "auth.ldap.freeipa: True"))
        .containsExactly(
            "the settings: auth.ldap.group_basedn: needed with auth.ldap.freeipa",
            "the settings: auth.ldap.group_filter: needed with auth.ldap.freeipa");
  }

  @Test
  void computersAreNotSearchedByThoseWhoLogIn() {
    assertThat(
            problems(
                "auth.ldap.binddn: uid={{ username }},dc=x",
                "publisher_acl: {bob: [{\"ldap('OU=Web')\": [test.*]}]}"))
        .containsExactly(
            "the settings: auth.ldap.bindpw: computers are not searched by those who log in: needs"
                + " binddn and bindpw, or anonymous");
    assertThat(problems(GOOD, "publisher_acl: {bob: [{\"ldap('OU=Web')\": [test.*]}]}")).isEmpty();
  }
}
