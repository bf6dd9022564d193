// SPDX-License-Identifier: Apache-2.0
package io.saltern.store.sqlite.internal;

import static io.saltern.store.sqlite.internal.Samples.committed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupWriterTest {
  private static final int QUEUE = 10;

  @TempDir Path folder;
  private Connections connections;
  private Connection connection;
  private GroupWriter writer;

  @BeforeEach
  void open() throws Exception {
    connections = new Connections(folder.resolve("a.sqlite"));
    connections.makeFile();
    connection = connections.writer();
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t (v)");
    }
    writer = new GroupWriter("a.sqlite", new Statements(connection), QUEUE, s -> 0);
  }

  @AfterEach
  void close() throws Exception {
    writer.close();
  }

  private static Operation<Integer> insert(Object value) {
    return s -> s.with("INSERT INTO t VALUES (?)", value).executeUpdate();
  }

  private int rows() throws SQLException {
    try (Connection reader = connections.reader();
        Statement statement = reader.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM t")) {
      return row.getInt(1);
    }
  }

  /** Keeps the writer busy, so that what is submitted meanwhile forms one group. */
  private CountDownLatch holdUp() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    writer.submit(
        s -> {
          begun.countDown();
          await(goOn);
          return 0;
        });
    await(begun);
    return goOn;
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void roomForPages(int count) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA max_page_count = " + count);
    }
  }

  @Test
  void commitsBeforeItReports() throws Exception {
    for (int i = 1; i <= 20; i++) {
      committed(writer.submit(insert(i)));
      assertThat(rows()).isEqualTo(i);
    }
  }

  @Test
  void oneBadWriteSpoilsNoOther() throws Exception {
    CountDownLatch goOn = holdUp();
    CompletionStage<Integer> before = writer.submit(insert(1));
    CompletionStage<Integer> bad =
        writer.submit(s -> s.with("INSERT INTO no VALUES (1)").executeUpdate());
    CompletionStage<Integer> after = writer.submit(insert(2));
    goOn.countDown();
    assertThat(committed(before)).isEqualTo(1);
    assertThat(committed(after)).isEqualTo(1);
    assertThatThrownBy(() -> committed(bad)).hasMessageContaining("a write to a.sqlite failed");
    assertThat(rows()).isEqualTo(2);
  }

  @Test
  void refusesMoreThanMayWait() throws Exception {
    CountDownLatch goOn = holdUp();
    List<CompletionStage<Integer>> waiting = new ArrayList<>();
    for (int i = 0; i < QUEUE; i++) {
      waiting.add(writer.submit(insert(i)));
    }
    CompletionStage<Integer> tooMany = writer.submit(insert(99));
    assertThatThrownBy(() -> committed(tooMany)).hasMessageContaining("too many writes wait");
    goOn.countDown();
    for (CompletionStage<Integer> one : waiting) {
      committed(one);
    }
    assertThat(rows()).isEqualTo(QUEUE);
  }

  @Test
  void aFullDiskFailsTheWriteAndTheNextGoesOnOnceThereIsRoom() throws Exception {
    roomForPages(20);
    CompletionStage<Integer> tooBig = writer.submit(insert(new byte[200_000]));
    assertThatThrownBy(() -> committed(tooBig)).hasStackTraceContaining("SQLITE_FULL");
    committed(writer.submit(insert(1)));
    roomForPages(2000);
    committed(writer.submit(insert(new byte[200_000])));
    assertThat(rows()).isEqualTo(2);
  }

  @Test
  void commitsWhatWaitsWhenItIsClosedAndTakesNothingAfter() throws Exception {
    CountDownLatch goOn = holdUp();
    CompletionStage<Integer> waiting = writer.submit(insert(1));
    goOn.countDown();
    writer.close();
    assertThat(committed(waiting)).isEqualTo(1);
    assertThatThrownBy(() -> committed(writer.submit(insert(2)))).hasMessageContaining("is closed");
    assertThat(rows()).isEqualTo(1);
  }
}
