// SPDX-License-Identifier: Apache-2.0
package io.saltern.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
  private static final String BAD = "a,b+c\"<>;=\\ *()\0é#";

  @Test
  void aFilterGetsItsBracketsAndWhatIsFilledInIsNoPartOfIt() {
    Template template = Template.filter("uid={{ username }}");
    assertThat(template.fill("alice")).isEqualTo("(uid=alice)");
    assertThat(template.fill("*)(uid=*")).isEqualTo("(uid=\\2A\\29\\28uid=\\2A)");
    assertThat(template.fill("a\0b")).isEqualTo("(uid=a\\00b)");
    assertThat(template.fill("\\2a")).isEqualTo("(uid=\\5C2a)");
  }

  @Test
  void theDocumentWritesItWithoutSpacesToo() {
    assertThat(Template.filter("sAMAccountName={{username}}").fill("x"))
        .isEqualTo("(sAMAccountName=x)");
  }

  @Test
  void aDnWithinAFilterIsEscapedForBoth() {
    Template template = Template.filter("(&(objectClass=g)(member=uid={{ username }},dc=x))");
    assertThat(template.fill("a,b")).isEqualTo("(&(objectClass=g)(member=uid=a\\5C,b,dc=x))");
  }

  @Test
  void aDnKeepsItsShape() {
    Template template = Template.dn("uid={{ username }},ou=People,dc=x");
    String filled = template.fill(BAD);
    assertThat(Names.isDn(filled)).isTrue();
    assertThat(Names.naming(filled, "uid")).contains(BAD);
    assertThat(template.fill("x,ou=Admins")).isEqualTo("uid=x\\,ou\\=Admins,ou=People,dc=x");
  }

  @Test
  void aNameThatIsNoDnIsTakenAsItIs() {
    assertThat(Template.bindName("{{ username }}@corp.example.com").fill("o'neil"))
        .isEqualTo("o'neil@corp.example.com");
    assertThat(Template.bindName("uid={{ username }},dc=x").fill("a,b"))
        .isEqualTo("uid=a\\,b,dc=x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"uid={{ user }}", "{% if x %}", "uid={{ username|lower }}", "uid={{"})
  void whatIsNotUnderstoodIsRefused(String text) {
    assertThatThrownBy(() -> Template.filter(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("{{ username }}");
    assertThatThrownBy(() -> Template.bindName(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aFilterThatIsNoneIsRefused() {
    assertThatThrownBy(() -> Template.filter("(&(uid={{ username }})"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no filter");
  }

  @Test
  void namesThatSayTheSameHaveTheSameKey() {
    assertThat(Names.key("UID=Alice , OU=People,DC=x"))
        .isEqualTo(Names.key("uid=alice,ou=people,dc=x"));
    assertThat(Names.key("cn=a\\2Cb,dc=x")).isEqualTo(Names.key("cn=a\\,b,dc=x"));
    assertThat(Names.key("cn=a,dc=x")).isNotEqualTo(Names.key("cn=a\\,dc=x"));
  }
}
