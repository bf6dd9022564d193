// SPDX-License-Identifier: Apache-2.0
package io.saltern.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TypedArgumentsTest {
  private static InputStream input(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void linesOfTheInputComeAfterWhatWasTyped() throws Exception {
    assertThat(
            TypedArguments.of(
                List.of("--args-stdin", "*", "test.arg"), input("ä b\r\n\n--out=json\nlast")))
        .containsExactly("--args-stdin", "*", "test.arg", "ä b", "", "--out=json", "last");
    assertThat(TypedArguments.of(List.of("*", "test.ping", "--args-stdin"), input("")))
        .containsExactly("*", "test.ping", "--args-stdin");
  }

  @Test
  void theInputIsLeftAloneOtherwise() throws Exception {
    InputStream in = input("more");
    assertThat(TypedArguments.of(List.of("*", "test.ping"), in)).hasSize(2);
    assertThat(TypedArguments.of(List.of("*", "--", "--args-stdin"), in)).hasSize(3);
    assertThat(in.available()).isEqualTo(4);
  }

  @Test
  void tooMuchIsRefused() {
    assertThatThrownBy(
            () -> TypedArguments.of(List.of("--args-stdin"), input("x".repeat((1 << 20) + 1))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("--args-stdin: more than 1048576 bytes");
  }

  @Test
  void theReportNamesSalternAndWhatItRunsOn() {
    assertThat(VersionsReport.of("1.2.3"))
        .startsWith("Saltern Version:\n           Saltern: 1.2.3\n\nSystem Versions:\n")
        .contains("\n              java: " + Runtime.version() + "\n")
        .endsWith("\n\n");
  }
}
