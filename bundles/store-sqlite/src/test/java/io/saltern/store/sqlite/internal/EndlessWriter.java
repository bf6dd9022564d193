// SPDX-License-Identifier: Apache-2.0
package io.saltern.store.sqlite.internal;

import io.saltern.api.JobId;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;

/** A process that stores returns and prints the minion of each that is committed, until killed. */
final class EndlessWriter {
  static final JobId JOB = Samples.jid(1);

  private EndlessWriter() {}

  public static void main(String[] args) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    SqliteJobStore store = new SqliteJobStore(Database.open(Path.of(args[0]), "a.sqlite"));
    Semaphore underWay = new Semaphore(64);
    for (int i = 0; ; i++) {
      String minion = args[1] + i;
      underWay.acquire();
      store
          .save(Samples.result(JOB, minion, "some text so that rows have a usual length"))
          .thenAccept(
              isNew -> {
                synchronized (out) {
                  out.println(minion);
                }
                underWay.release();
              });
    }
  }
}
