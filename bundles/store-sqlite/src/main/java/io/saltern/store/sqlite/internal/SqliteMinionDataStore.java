// SPDX-License-Identifier: Apache-2.0
package io.saltern.store.sqlite.internal;

import io.saltern.api.MinionId;
import io.saltern.api.store.MinionData;
import io.saltern.api.store.MinionDataStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What minions told of themselves: in memory, and written through to SQLite. */
@Component
public final class SqliteMinionDataStore implements MinionDataStore {
  private static final String ALL = "SELECT id, data FROM minion";
  private static final String REPLACE = "INSERT OR REPLACE INTO minion VALUES (?, ?)";
  private static final String FORGET = "DELETE FROM minion WHERE id = ?";

  private final Database database;

  /** What is committed; changed by the writer's thread alone. */
  private final Map<MinionId, MinionData> known;

  /** In the master's database. */
  @Activate
  public SqliteMinionDataStore(@Reference MasterDatabase master) {
    this(master.open());
  }

  SqliteMinionDataStore(Database database) {
    this.database = database;
    this.known = database.read(SqliteMinionDataStore::load);
  }

  private static Map<MinionId, MinionData> load(Statements statements) throws SQLException {
    Map<MinionId, MinionData> known = new ConcurrentHashMap<>();
    try (ResultSet rows = statements.with(ALL).executeQuery()) {
      while (rows.next()) {
        MinionData data = Packed.minion(rows.getString(1), rows.getBytes(2));
        known.put(data.id(), data);
      }
    }
    return known;
  }

  @Override
  public CompletionStage<Void> save(MinionData data) {
    byte[] packed = Packed.minion(data);
    return database
        .write(
            s -> s.with(REPLACE, data.id().value(), packed).executeUpdate(),
            count -> known.put(data.id(), data))
        .thenAccept(count -> {});
  }

  @Override
  public Optional<MinionData> data(MinionId id) {
    return Optional.ofNullable(known.get(id));
  }

  @Override
  public Collection<MinionData> all() {
    return List.copyOf(known.values());
  }

  @Override
  public CompletionStage<Void> forget(MinionId id) {
    return database
        .write(s -> s.with(FORGET, id.value()).executeUpdate(), count -> known.remove(id))
        .thenAccept(count -> {});
  }
}
