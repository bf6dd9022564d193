// SPDX-License-Identifier: Apache-2.0
package io.saltern.bench.minions;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.MinionId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AcceptedKeysTest {
  @TempDir private Path pki;

  @Test
  void onlyTheRunsOwnKeysComeAndGo() throws Exception {
    Path accepted = Files.createDirectories(pki.resolve("minions"));
    Path pending = Files.createDirectories(pki.resolve("minions_pre"));
    Files.writeString(accepted.resolve("web1"), "real");
    Files.writeString(pending.resolve("web2"), "real");
    Files.writeString(pending.resolve("bench-00001"), "of an earlier run");
    MasterAddress master = new MasterAddress("127.0.0.1", 4506, 4505, pki);

    try (AcceptedKeys keys =
        new AcceptedKeys(List.of(master), List.of(new MinionId("bench-00001")), "new")) {
      assertThat(keys).isNotNull();
      assertThat(accepted.resolve("bench-00001")).hasContent("new");
      assertThat(pending.resolve("bench-00001")).doesNotExist();
    }
    assertThat(accepted.resolve("bench-00001")).doesNotExist();
    assertThat(accepted.resolve("web1")).hasContent("real");
    assertThat(pending.resolve("web2")).hasContent("real");
  }
}
