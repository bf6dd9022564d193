// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.file.internal;

import io.saltern.testing.OsgiSmoke;
import org.junit.jupiter.api.Test;

class SmokeTest {
  @Test
  void startsInAPlainFramework() {
    OsgiSmoke.assertStarts(
        "io.saltern.eauth-file", "io.saltern.api", "org.apache.commons.commons-codec", "bcprov");
  }
}
