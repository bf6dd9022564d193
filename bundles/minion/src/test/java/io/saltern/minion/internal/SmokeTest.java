// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.internal;

import io.saltern.testing.OsgiSmoke;
import org.junit.jupiter.api.Test;

class SmokeTest {
  @Test
  void startsInAPlainFramework() {
    OsgiSmoke.assertStarts(
        "io.saltern.minion",
        "io.saltern.api",
        "io.saltern.cli",
        "io.saltern.targeting",
        "io.saltern.wire",
        "org.msgpack.msgpack-core");
  }
}
