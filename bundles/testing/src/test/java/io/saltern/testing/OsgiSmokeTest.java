// SPDX-License-Identifier: Apache-2.0
package io.saltern.testing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OsgiSmokeTest {
  @Test
  void acceptsABundleWhoseDependenciesAreNamed() {
    assertThatCode(
            () ->
                OsgiSmoke.assertStarts(
                    "junit-platform-engine", "junit-platform-commons", "org.opentest4j"))
        .doesNotThrowAnyException();
  }

  @Test
  void namesTheMissingPackagesAndWhoHasThem() {
    assertThatThrownBy(
            () -> OsgiSmoke.assertStarts("junit-platform-engine", "junit-platform-commons"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("osgi.wiring.package=org.opentest4j")
        .hasMessageContaining("exported by org.opentest4j");
  }

  @Test
  void namesAComponentThatDoesNotActivate() {
    assertThatThrownBy(() -> OsgiSmoke.assertStarts("io.saltern.testing.sample"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("io.saltern.testing.Failing")
        .hasMessageContaining("out of order");
  }

  @Test
  void namesABundleThatIsNotOnTheClassPath() {
    assertThatThrownBy(() -> OsgiSmoke.assertStarts("io.saltern.nowhere"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("io.saltern.nowhere");
  }
}
