// SPDX-License-Identifier: Apache-2.0
package io.saltern.store.sqlite.internal;

import static io.saltern.store.sqlite.internal.Samples.committed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
  @TempDir Path folder;

  @Test
  void letsNobodyElseReadItsFiles() throws Exception {
    Path file = folder.resolve("a?b%.sqlite");
    Files.writeString(file, "");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    try (Database database = Database.open(folder, "a?b%.sqlite")) {
      committed(new SqliteJobStore(database).save(Samples.job(1)));
      try (Stream<Path> files = Files.list(folder)) {
        List<Path> found = files.toList();
        assertThat(found)
            .extracting(path -> path.getFileName().toString())
            .containsExactlyInAnyOrder("a?b%.sqlite", "a?b%.sqlite-shm", "a?b%.sqlite-wal");
        for (Path path : found) {
          assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
              .isEqualTo("rw-------");
        }
      }
    }
  }

  @Test
  void syncsTheLogAtEachCommit() throws Exception {
    Connections connections = new Connections(folder.resolve("a.sqlite"));
    connections.makeFile();
    try (Connection writer = connections.writer()) {
      assertThat(pragma(writer, "journal_mode")).isEqualTo("wal");
      assertThat(pragma(writer, "synchronous")).isEqualTo("2");
    }
  }

  @Test
  void aLogOfUsualLengthHoldsNothingUntilItIsWrittenTo() throws Exception {
    Connections connections = new Connections(folder.resolve("a.sqlite"));
    connections.makeFile();
    try (Connection writer = connections.writer();
        Statements statements = new Statements(writer)) {
      Schema.bringUpToDate(folder.resolve("a.sqlite"), writer);
      assertThat(LogSpace.prepare(folder.resolve("a.sqlite"), statements)).isTrue();
      assertThat(Files.size(folder.resolve("a.sqlite-wal"))).isEqualTo(4000 * 4120L);
      try (Connection reader = connections.reader()) {
        assertThat(Schema.version(reader)).isEqualTo(3);
        statements.with("INSERT INTO job VALUES ('1', x'00')").executeUpdate();
        assertThat(Files.size(folder.resolve("a.sqlite-wal"))).isEqualTo(4000 * 4120L);
        try (Statement statement = reader.createStatement();
            ResultSet row = statement.executeQuery("SELECT count(*) FROM job")) {
          assertThat(row.getInt(1)).isEqualTo(1);
        }
      }
    }
  }

  @Test
  void refusesAFileOfANewerRelease() throws Exception {
    Database.open(folder, "a.sqlite").close();
    Connections connections = new Connections(folder.resolve("a.sqlite"));
    try (Connection writer = connections.writer();
        Statement statement = writer.createStatement()) {
      assertThat(Schema.version(writer)).isEqualTo(3);
      statement.execute("PRAGMA user_version = 99");
    }
    assertThatThrownBy(() -> Database.open(folder, "a.sqlite"))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("a.sqlite has schema version 99");
  }

  @Test
  void namesAFileThatIsNoDatabase() throws Exception {
    Files.writeString(folder.resolve("a.sqlite"), "this is no database, and long enough to tell");
    assertThatThrownBy(() -> Database.open(folder, "a.sqlite"))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("cannot open " + folder.resolve("a.sqlite"));
  }

  private static String pragma(Connection connection, String name) throws Exception {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA " + name)) {
      return row.getString(1);
    }
  }
}
