// SPDX-License-Identifier: Apache-2.0
package io.saltern.store.sqlite.internal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The tables, and the way from any earlier version to the present one. */
final class Schema {
  /** The statements that lead from version n to n+1; the present version is how many there are. */
  private static final List<List<String>> STEPS =
      List.of(
          List.of(
              "CREATE TABLE job (jid TEXT PRIMARY KEY, data BLOB NOT NULL) STRICT",
              "CREATE TABLE return (jid TEXT NOT NULL, minion TEXT NOT NULL, data BLOB NOT NULL,"
                  + " PRIMARY KEY (jid, minion)) STRICT",
              "CREATE TABLE minion (id TEXT PRIMARY KEY, data BLOB NOT NULL) STRICT"),
          List.of(
              "CREATE TABLE token (id TEXT PRIMARY KEY, expire INTEGER NOT NULL,"
                  + " data BLOB NOT NULL) STRICT"),
          List.of(
              "CREATE TABLE store (identity TEXT NOT NULL) STRICT",
              "INSERT INTO store VALUES (lower(hex(randomblob(16))))"));

  private Schema() {}

  static void bringUpToDate(Path file, Connection connection) throws SQLException {
    int version = version(connection);
    if (version > STEPS.size()) {
      throw new StoreException(
          "%s has schema version %d, written by a newer release; this one knows %d"
              .formatted(file, version, STEPS.size()));
    }
    for (; version < STEPS.size(); version++) {
      step(connection, version);
    }
  }

  private static void step(Connection connection, int from) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      for (String sql : STEPS.get(from)) {
        statement.execute(sql);
      }
      statement.execute("PRAGMA user_version = " + (from + 1));
      statement.execute("COMMIT");
    }
  }

  static int version(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA user_version")) {
      return row.getInt(1);
    }
  }
}
