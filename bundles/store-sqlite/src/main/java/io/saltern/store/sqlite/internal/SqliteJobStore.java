// SPDX-License-Identifier: Apache-2.0
package io.saltern.store.sqlite.internal;

import io.saltern.api.Job;
import io.saltern.api.JobId;
import io.saltern.api.MinionId;
import io.saltern.api.Return;
import io.saltern.api.store.JobStore;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Jobs and returns in SQLite. */
@Component
public final class SqliteJobStore implements JobStore {
  /** How much is forgotten in one transaction, so that returns need not wait long behind it. */
  private static final int FORGET_AT_ONCE = 500;

  private static final String ADD_JOB = "INSERT OR IGNORE INTO job VALUES (?, ?)";
  private static final String ADD_RETURN = "INSERT OR IGNORE INTO return VALUES (?, ?, ?)";
  private static final String JOB = "SELECT jid, data FROM job WHERE jid = ?";
  private static final String LATEST = "SELECT jid, data FROM job ORDER BY jid DESC LIMIT ?";
  private static final String RETURNS =
      "SELECT jid, minion, data FROM return WHERE jid = ? ORDER BY minion";
  private static final String RETURN =
      "SELECT jid, minion, data FROM return WHERE jid = ? AND minion = ?";
  private static final String IDENTITY = "SELECT identity FROM store";
  private static final String FORGET_RETURN = "DELETE FROM return WHERE jid = ? AND minion = ?";
  private static final String FORGET =
      "DELETE FROM %1$s WHERE rowid IN (SELECT rowid FROM %1$s WHERE jid < ? LIMIT ?)";
  private static final String FORGET_JOBS = FORGET.formatted("job");
  private static final String FORGET_RETURNS = FORGET.formatted("return");

  private final Database database;
  private final String identity;

  /** In the master's database. */
  @Activate
  public SqliteJobStore(@Reference MasterDatabase master) {
    this(master.open());
  }

  SqliteJobStore(Database database) {
    this.database = database;
    this.identity =
        database.read(
            s -> {
              try (ResultSet row = s.with(IDENTITY).executeQuery()) {
                row.next();
                return row.getString(1);
              }
            });
  }

  @Override
  public String identity() {
    return identity;
  }

  @Override
  public CompletionStage<Void> save(Job job) {
    byte[] data = Packed.job(job);
    return database
        .write(s -> s.with(ADD_JOB, job.id().value(), data).executeUpdate())
        .thenAccept(count -> {});
  }

  @Override
  public CompletionStage<Boolean> save(Return value) {
    byte[] data = Packed.result(value);
    String job = value.job().value();
    String minion = value.minion().value();
    return database.write(s -> s.with(ADD_RETURN, job, minion, data).executeUpdate() == 1);
  }

  @Override
  public Optional<Job> job(JobId id) {
    return database.read(s -> jobs(s.with(JOB, id.value()))).stream().findFirst();
  }

  @Override
  public List<Return> returns(JobId id) {
    return database.read(s -> returns(s.with(RETURNS, id.value())));
  }

  @Override
  public Optional<Return> returnOf(JobId id, MinionId minion) {
    return database.read(s -> returns(s.with(RETURN, id.value(), minion.value()))).stream()
        .findFirst();
  }

  @Override
  public List<Job> latest(int limit) {
    return database.read(s -> jobs(s.with(LATEST, limit)));
  }

  @Override
  public CompletionStage<Boolean> forget(JobId id, MinionId minion) {
    return database.write(
        s -> s.with(FORGET_RETURN, id.value(), minion.value()).executeUpdate() == 1);
  }

  @Override
  public CompletionStage<Integer> forgetBefore(Instant moment) {
    String first = JobId.at(moment).value();
    return forget(FORGET_RETURNS, first, 0)
        .thenCompose(returns -> forget(FORGET_JOBS, first, returns));
  }

  private CompletionStage<Integer> forget(String sql, String first, int before) {
    return database
        .write(s -> s.with(sql, first, FORGET_AT_ONCE).executeUpdate())
        .thenCompose(
            count ->
                count == FORGET_AT_ONCE
                    ? forget(sql, first, before + count)
                    : CompletableFuture.completedStage(before + count));
  }

  private static List<Job> jobs(PreparedStatement statement) throws SQLException {
    List<Job> jobs = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        jobs.add(Packed.job(rows.getString(1), rows.getBytes(2)));
      }
    }
    return jobs;
  }

  private static List<Return> returns(PreparedStatement statement) throws SQLException {
    List<Return> returns = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        returns.add(Packed.result(rows.getString(1), rows.getString(2), rows.getBytes(3)));
      }
    }
    return returns;
  }
}
