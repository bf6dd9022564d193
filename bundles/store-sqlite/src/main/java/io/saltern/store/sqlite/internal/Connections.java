// SPDX-License-Identifier: Apache-2.0
package io.saltern.store.sqlite.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.sqlite.JDBC;

/** Opens connections to one database file, which nobody but its owner may read. */
final class Connections {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  /**
   * In WAL mode FULL syncs the log at each commit: a committed transaction survives the loss of
   * power, which NORMAL does not promise.
   */
  private static final List<String> WRITER =
      List.of(
          "PRAGMA journal_mode = WAL",
          "PRAGMA synchronous = FULL",
          "PRAGMA busy_timeout = 5000",
          "PRAGMA wal_autocheckpoint = 4000",
          "PRAGMA journal_size_limit = 67108864",
          "PRAGMA cache_size = -16384");

  private static final List<String> READER =
      List.of("PRAGMA busy_timeout = 5000", "PRAGMA query_only = ON");

  private final Path file;

  Connections(Path file) {
    this.file = file;
  }

  /**
   * Makes the file, empty, when there is none; SQLite gives its companions the same permissions.
   */
  void makeFile() throws IOException {
    if (Files.notExists(file)) {
      Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    }
    Files.setPosixFilePermissions(file, OWNER_ONLY);
  }

  Connection writer() throws SQLException {
    return open(WRITER);
  }

  Connection reader() throws SQLException {
    return open(READER);
  }

  private Connection open(List<String> settings) throws SQLException {
    Connection connection = new JDBC().connect("jdbc:sqlite:" + file.toUri(), new Properties());
    try (Statement statement = connection.createStatement()) {
      for (String setting : settings) {
        statement.execute(setting);
      }
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
    return connection;
  }
}
