// SPDX-License-Identifier: Apache-2.0
package io.saltern.store.sqlite.internal;

import static io.saltern.store.sqlite.internal.Samples.committed;
import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.MinionId;
import io.saltern.api.store.MinionData;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteMinionDataStoreTest {
  private static final MinionData WEB1 =
      new MinionData(
          new MinionId("web1"),
          Map.of("os", "Debian", "ipv4", List.of("127.0.0.1")),
          Map.of("secret", "s3cr3t"));
  private static final MinionData DB1 =
      new MinionData(new MinionId("db1"), Map.of("num_cpus", 2L), Map.of());

  @TempDir Path folder;

  @Test
  void servesFromMemoryWhatItFindsAgainAfterARestart() throws Exception {
    try (Database database = Database.open(folder, "a.sqlite")) {
      SqliteMinionDataStore store = new SqliteMinionDataStore(database);
      committed(store.save(new MinionData(WEB1.id(), Map.of("os", "old"), Map.of())));
      committed(store.save(WEB1));
      committed(store.save(DB1));
      assertThat(store.data(WEB1.id())).contains(WEB1);
      assertThat(store.all()).containsExactlyInAnyOrder(WEB1, DB1);
    }
    try (Database database = Database.open(folder, "a.sqlite")) {
      SqliteMinionDataStore store = new SqliteMinionDataStore(database);
      assertThat(store.all()).containsExactlyInAnyOrder(WEB1, DB1);
      committed(store.forget(DB1.id()));
      assertThat(store.all()).containsExactly(WEB1);
    }
    try (Database database = Database.open(folder, "a.sqlite")) {
      assertThat(new SqliteMinionDataStore(database).all()).containsExactly(WEB1);
    }
  }
}
