// SPDX-License-Identifier: Apache-2.0
package io.saltern.store.sqlite.internal;

import static io.saltern.store.sqlite.internal.Samples.committed;
import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.auth.Token;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteTokenStoreTest {
  private static final Instant START = Instant.parse("2026-11-22T10:00:00.123Z");
  private static final Token FRED =
      new Token("aa", "fred", "file", Set.of("ops", "dev"), START, START.plusSeconds(10));
  private static final Token BOB =
      new Token(
          "bb",
          "bob",
          "ldap",
          Set.of(),
          START,
          START.plusSeconds(20),
          List.of("test.*", Map.of("web*", List.of("pkg.*"))));

  @TempDir Path folder;

  @Test
  void servesFromMemoryWhatItFindsAgainAfterARestart() throws Exception {
    try (Database database = Database.open(folder, "a.sqlite")) {
      SqliteTokenStore store = new SqliteTokenStore(database);
      committed(store.save(FRED));
      committed(store.save(BOB));
      assertThat(store.token("aa")).contains(FRED);
      assertThat(store.token("cc")).isEmpty();
    }
    try (Database database = Database.open(folder, "a.sqlite")) {
      SqliteTokenStore store = new SqliteTokenStore(database);
      assertThat(store.all()).containsExactlyInAnyOrder(FRED, BOB);
      assertThat(committed(store.forgetExpired(FRED.expire().minusMillis(1)))).isZero();
      assertThat(committed(store.forgetExpired(FRED.expire()))).isEqualTo(1);
      assertThat(store.all()).containsExactly(BOB);
    }
    try (Database database = Database.open(folder, "a.sqlite")) {
      SqliteTokenStore store = new SqliteTokenStore(database);
      assertThat(store.all()).containsExactly(BOB);
      assertThat(committed(store.forget("bb"))).isTrue();
      assertThat(committed(store.forget("bb"))).isFalse();
      assertThat(store.all()).isEmpty();
    }
  }
}
