// SPDX-License-Identifier: Apache-2.0
package io.saltern.store.sqlite.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Gives the write-ahead log its usual length before it is used: a commit that only overwrites needs
 * no change of the file's length, which makes its sync about half as long. Zeros hold no frames, so
 * SQLite takes the log as empty.
 */
final class LogSpace {
  /** What the log grows to before it is used again from its start: 4000 pages. */
  private static final int BYTES = 4000 * (4096 + 24);

  private LogSpace() {}

  /**
   * Does nothing when the log is in use.
   *
   * @return whether the log has got its length
   */
  static boolean prepare(Path database, Statements statements) throws SQLException {
    try (ResultSet result = statements.with("PRAGMA wal_checkpoint(TRUNCATE)").executeQuery()) {
      if (result.getInt(1) != 0) {
        return false;
      }
    }
    Path log = database.resolveSibling(database.getFileName() + "-wal");
    try {
      return Files.size(log) == 0 && fill(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean fill(Path log) throws IOException {
    try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
      ByteBuffer zeros = ByteBuffer.allocate(BYTES);
      while (zeros.hasRemaining()) {
        channel.write(zeros);
      }
      channel.force(true);
    }
    return true;
  }
}
