// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import io.saltern.testing.OsgiSmoke;
import org.junit.jupiter.api.Test;

class SmokeTest {
  @Test
  void startsInAPlainFramework() {
    OsgiSmoke.assertStarts(
        "io.saltern.master",
        "io.saltern.api",
        "io.saltern.wire",
        "io.saltern.targeting",
        "org.msgpack.msgpack-core");
  }
}
