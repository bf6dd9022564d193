// SPDX-License-Identifier: Apache-2.0
package io.saltern.store.sqlite.internal;

import io.saltern.api.MinionId;
import io.saltern.api.config.MasterOptions;
import io.saltern.api.config.Settings;
import io.saltern.api.store.MinionData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/** What minions told of themselves, read beside a master or without one. */
public final class StoredMinions {
  private StoredMinions() {}

  /**
   * All that is stored for the master that has these settings; nothing where it never ran.
   *
   * @throws IOException when there is something that cannot be read
   */
  public static Map<MinionId, MinionData> of(Settings settings) throws IOException {
    Path file = settings.path(MasterOptions.CACHEDIR).resolve("store").resolve("master.sqlite");
    if (Files.notExists(file)) {
      return Map.of();
    }
    Map<MinionId, MinionData> known = new HashMap<>();
    try (Connection connection = new Connections(file).reader();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id, data FROM minion")) {
      while (rows.next()) {
        MinionData data = Packed.minion(rows.getString(1), rows.getBytes(2));
        known.put(data.id(), data);
      }
      return known;
    } catch (SQLException e) {
      throw new IOException(file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
