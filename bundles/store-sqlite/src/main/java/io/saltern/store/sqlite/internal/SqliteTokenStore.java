// SPDX-License-Identifier: Apache-2.0
package io.saltern.store.sqlite.internal;

import io.saltern.api.auth.Token;
import io.saltern.api.store.TokenStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tokens: in memory, and written through to SQLite. */
@Component
public final class SqliteTokenStore implements TokenStore {
  private static final String ALL = "SELECT id, expire, data FROM token";
  private static final String ADD = "INSERT OR REPLACE INTO token VALUES (?, ?, ?)";
  private static final String FORGET = "DELETE FROM token WHERE id = ?";
  private static final String FORGET_EXPIRED = "DELETE FROM token WHERE expire <= ?";

  private final Database database;

  /** What is committed; changed by the writer's thread alone. */
  private final Map<String, Token> known;

  /** In the master's database. */
  @Activate
  public SqliteTokenStore(@Reference MasterDatabase master) {
    this(master.open());
  }

  SqliteTokenStore(Database database) {
    this.database = database;
    this.known = database.read(SqliteTokenStore::load);
  }

  private static Map<String, Token> load(Statements statements) throws SQLException {
    Map<String, Token> known = new ConcurrentHashMap<>();
    try (ResultSet rows = statements.with(ALL).executeQuery()) {
      while (rows.next()) {
        Token token = Packed.token(rows.getString(1), rows.getLong(2), rows.getBytes(3));
        known.put(token.id(), token);
      }
    }
    return known;
  }

  @Override
  public CompletionStage<Void> save(Token token) {
    byte[] packed = Packed.token(token);
    long expire = token.expire().toEpochMilli();
    return database
        .write(
            s -> s.with(ADD, token.id(), expire, packed).executeUpdate(),
            count -> known.put(token.id(), token))
        .thenAccept(count -> {});
  }

  @Override
  public Optional<Token> token(String id) {
    return Optional.ofNullable(known.get(id));
  }

  @Override
  public Collection<Token> all() {
    return List.copyOf(known.values());
  }

  @Override
  public CompletionStage<Boolean> forget(String id) {
    return database
        .write(s -> s.with(FORGET, id).executeUpdate(), count -> known.remove(id))
        .thenApply(count -> count > 0);
  }

  @Override
  public CompletionStage<Integer> forgetExpired(Instant moment) {
    return database.write(
        s -> s.with(FORGET_EXPIRED, moment.toEpochMilli()).executeUpdate(),
        count -> known.values().removeIf(token -> !token.isValidAt(moment)));
  }
}
