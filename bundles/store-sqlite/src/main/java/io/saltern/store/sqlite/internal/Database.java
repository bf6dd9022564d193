// SPDX-License-Identifier: Apache-2.0
package io.saltern.store.sqlite.internal;

import io.saltern.api.files.DurableFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** One open database: a writer that shares commits, and readers beside it. */
final class Database implements AutoCloseable {
  private final Readers readers;
  private final GroupWriter writer;

  private Database(Readers readers, GroupWriter writer) {
    this.readers = readers;
    this.writer = writer;
  }

  /**
   * Opens a file in a folder, makes it when it is missing, and brings its tables up to date.
   *
   * @throws StoreException when that cannot be done; the message names the file
   */
  static Database open(Path folder, String name) {
    Path file = folder.resolve(name);
    Connections connections = new Connections(file);
    try {
      DurableFiles.makeFolder(folder, "rwxr-x---");
      connections.makeFile();
      Connection writing = connections.writer();
      try {
        Schema.bringUpToDate(file, writing);
        DurableFiles.sync(folder);
        Readers readers = new Readers(file.toString(), connections);
        return new Database(
            readers,
            new GroupWriter(
                file.toString(),
                new Statements(writing),
                GroupWriter.QUEUE_BOUND,
                statements -> LogSpace.prepare(file, statements)));
      } catch (SQLException | IOException | RuntimeException e) {
        writing.close();
        throw e;
      }
    } catch (SQLException | IOException e) {
      throw new StoreException("cannot open " + file + ": " + e.getMessage(), e);
    }
  }

  <T> CompletionStage<T> write(Operation<T> operation) {
    return writer.submit(operation);
  }

  /**
   * @param committed what the writer's thread does after the commit, in the order of the writes
   */
  <T> CompletionStage<T> write(Operation<T> operation, Consumer<T> committed) {
    return writer.submit(operation, committed);
  }

  <T> T read(Operation<T> operation) {
    return readers.read(operation);
  }

  @Override
  public void close() throws SQLException {
    try {
      writer.close();
    } finally {
      readers.close();
    }
  }
}
