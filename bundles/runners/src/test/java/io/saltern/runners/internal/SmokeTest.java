// SPDX-License-Identifier: Apache-2.0
package io.saltern.runners.internal;

import io.saltern.testing.OsgiSmoke;
import org.junit.jupiter.api.Test;

class SmokeTest {
  @Test
  void startsInAPlainFramework() {
    OsgiSmoke.assertStarts("io.saltern.runners", "io.saltern.api", "io.saltern.targeting");
  }
}
