// SPDX-License-Identifier: Apache-2.0
package io.saltern.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class VectorsTest {
  @Test
  void namesTheFileThatIsMissing() {
    assertThatThrownBy(() -> Vectors.bytes(VectorsTest.class, "absent.json"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("absent.json");
  }

  @Test
  void readsAFileOfTheResources() {
    assertThat(Vectors.bytes(VectorsTest.class, "VectorsTest.class")).isNotEmpty();
  }
}
