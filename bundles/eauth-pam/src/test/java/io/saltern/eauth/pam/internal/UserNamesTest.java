// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.pam.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserNamesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "alice",
        "_apt",
        "web-1",
        "machine$",
        "a",
        "x.y",
        "jürgen",
        "jose\u0301",
        "john doe",
        "CORP\\carol",
        "dave@example.org",
        "CORP+carol",
        "2fast"
      })
  void areTakenAsTheyAre(String name) {
    assertThat(UserNames.flaw(name)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "+alice",
        "-alice",
        "@netgroup",
        "+@netgroup",
        "*",
        "ali*",
        "admins%",
        "a:b",
        "a/b",
        "../a",
        ".",
        "..",
        "~alice",
        "#1000",
        "0",
        "1000",
        "a\n",
        "a\u0000",
        "a\tb",
        " alice",
        "alice ",
        "a,b",
        "a;b",
        "a|b",
        "a\"b",
        "a'b",
        "a(b)",
        "\ud800",
        "a\u200bb"
      })
  void thatMeanSomethingElseAreRefused(String name) {
    assertThat(UserNames.flaw(name)).isPresent();
  }

  @Test
  void areNoLongerThanTheSystemAllows() {
    assertThat(UserNames.flaw("x".repeat(255))).isEmpty();
    assertThat(UserNames.flaw("x".repeat(256))).isPresent();
    assertThat(UserNames.flaw("ü".repeat(128))).isPresent();
  }
}
