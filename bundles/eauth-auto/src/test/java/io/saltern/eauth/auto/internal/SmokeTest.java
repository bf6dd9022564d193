// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.auto.internal;

import io.saltern.testing.OsgiSmoke;
import org.junit.jupiter.api.Test;

class SmokeTest {
  @Test
  void startsInAPlainFramework() {
    OsgiSmoke.assertStarts("io.saltern.eauth-auto", "io.saltern.api");
  }
}
