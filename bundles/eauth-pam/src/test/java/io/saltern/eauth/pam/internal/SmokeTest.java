// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.pam.internal;

import io.saltern.testing.OsgiSmoke;
import org.junit.jupiter.api.Test;

class SmokeTest {
  @Test
  void startsInAPlainFramework() {
    OsgiSmoke.assertStarts("io.saltern.eauth-pam", "io.saltern.api", "com.sun.jna");
  }
}
