// SPDX-License-Identifier: Apache-2.0
package io.saltern.audit.internal;

import io.saltern.testing.OsgiSmoke;
import org.junit.jupiter.api.Test;

class SmokeTest {
  @Test
  void startsInAPlainFramework() {
    OsgiSmoke.assertStarts("io.saltern.audit", "io.saltern.api", "io.saltern.cli");
  }
}
