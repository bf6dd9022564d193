// SPDX-License-Identifier: Apache-2.0
package io.saltern.targeting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
  @ParameterizedTest
  @CsvSource({
    "*, web1",
    "*, ''",
    "'', ''",
    "web?, web1",
    "web[12], web2",
    "web[!12], web3",
    "*.example.com, web1.example.com",
    "w*b*1, web.db.1",
    "[]a], ]",
    "[!]a], b",
    "[a-c-e], -",
    "[a-c-e], e",
    "[-a], -",
    "[a-], -",
    "[^a], ^",
    "web[1, web[1",
    "[], []",
    "a\\*, a\\b",
    "?, \uD83D\uDC27",
    "[\uD83D\uDC26-\uD83D\uDC28]x, \uD83D\uDC27x"
  })
  void matches(String pattern, String text) {
    assertThat(Glob.compile(pattern).matches(text)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "web?, web",
    "web?, web12",
    "'', a",
    "WEB1, web1",
    "web[12], web3",
    "web[!12], web1",
    "[z-a], b",
    "[^a], b",
    "[a-c-e], d",
    "*.example.com, example.com",
    "a\\*, a*b",
    "web*, xweb1"
  })
  void doesNotMatch(String pattern, String text) {
    assertThat(Glob.compile(pattern).matches(text)).isFalse();
  }
}
