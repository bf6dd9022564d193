// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import io.saltern.testing.OsgiSmoke;
import org.junit.jupiter.api.Test;

class SmokeTest {
  @Test
  void startsInAPlainFramework() {
    OsgiSmoke.assertStarts(
        "io.saltern.channel", "io.saltern.api", "io.saltern.wire", "org.msgpack.msgpack-core");
  }
}
