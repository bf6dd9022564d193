// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PythonTextTest {
  @Test
  void valuesReadAsInPython() {
    assertThat(PythonText.repr(Arrays.asList(1L, "two", 3.5, null, true, List.of())))
        .isEqualTo("[1, 'two', 3.5, None, True, []]");
    assertThat(PythonText.repr(Map.of("a", Map.of()))).isEqualTo("{'a': {}}");
    assertThat(PythonText.tuple(List.of(1L))).isEqualTo("(1,)");
    assertThat(PythonText.tuple(List.of(1L, "b"))).isEqualTo("(1, 'b')");
    assertThat(PythonText.str("x")).isEqualTo("x");
  }

  @Test
  void textsAreQuotedAsInPython() {
    assertThat(PythonText.repr("it's")).isEqualTo("\"it's\"");
    assertThat(PythonText.repr("it's \"so\"")).isEqualTo("'it\\'s \"so\"'");
    assertThat(PythonText.repr("a\\b\n\t\u0001\u007fé")).isEqualTo("'a\\\\b\\n\\t\\x01\\x7fé'");
    assertThat(PythonText.repr(new byte[] {'a', 0, (byte) 0xff})).isEqualTo("b'a\\x00\\xff'");
  }

  @Test
  void floatsHaveAPointOrAnExponent() {
    assertThat(PythonText.repr(5.0)).isEqualTo("5.0");
    assertThat(PythonText.repr(-0.0)).isEqualTo("-0.0");
    assertThat(PythonText.repr(1e15)).isEqualTo("1000000000000000.0");
    assertThat(PythonText.repr(1e16)).isEqualTo("1e+16");
    assertThat(PythonText.repr(-1.25e-5)).isEqualTo("-1.25e-05");
    assertThat(PythonText.repr(0.0001)).isEqualTo("0.0001");
    assertThat(PythonText.repr(Double.NaN)).isEqualTo("nan");
  }
}
