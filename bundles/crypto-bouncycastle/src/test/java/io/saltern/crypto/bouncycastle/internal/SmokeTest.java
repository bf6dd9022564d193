// SPDX-License-Identifier: Apache-2.0
package io.saltern.crypto.bouncycastle.internal;

import io.saltern.testing.OsgiSmoke;
import org.junit.jupiter.api.Test;

class SmokeTest {
  @Test
  void startsInAPlainFramework() {
    OsgiSmoke.assertStarts(
        "io.saltern.crypto-bouncycastle", "io.saltern.api", "bcprov", "bcutil", "bcpkix");
  }
}
