// SPDX-License-Identifier: Apache-2.0
package io.saltern.store.sqlite.internal;

import static io.saltern.store.sqlite.internal.Samples.committed;
import static io.saltern.store.sqlite.internal.Samples.jid;
import static io.saltern.store.sqlite.internal.Samples.job;
import static io.saltern.store.sqlite.internal.Samples.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.FunctionCall;
import io.saltern.api.Job;
import io.saltern.api.JobId;
import io.saltern.api.MinionId;
import io.saltern.api.Return;
import io.saltern.api.Target;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteJobStoreTest {
  @TempDir Path folder;
  private Database database;
  private SqliteJobStore store;

  @BeforeEach
  void open() {
    database = Database.open(folder, "a.sqlite");
    store = new SqliteJobStore(database);
  }

  @AfterEach
  void close() throws Exception {
    database.close();
  }

  @Test
  void givesAJobBackAsItWasAlsoAfterARestart() throws Exception {
    committed(store.save(job(1)));
    assertThat(store.job(jid(1))).contains(job(1));
    close();
    open();
    assertThat(store.job(jid(1))).contains(job(1));
    assertThat(store.job(jid(2))).isEmpty();
  }

  @Test
  void keepsTheFirstOfTwoJobsOfOneId() throws Exception {
    committed(store.save(job(1)));
    Job other =
        new Job(
            jid(1),
            Target.glob("*"),
            List.of(FunctionCall.of("test.version")),
            "eve",
            List.of(),
            Map.of());
    committed(store.save(other));
    assertThat(store.job(jid(1))).contains(job(1));
  }

  @Test
  void keepsReturnsOfUnknownJobsOnceForEachMinion() throws Exception {
    Return first = result(jid(5), "web1", Map.of("deep", List.of(1L, 2.5, "x")));
    assertThat(committed(store.save(first))).isTrue();
    assertThat(committed(store.save(result(jid(5), "web1", "changed")))).isFalse();
    assertThat(committed(store.save(result(jid(5), "db1", null)))).isTrue();
    assertThat(store.returns(jid(5))).containsExactly(result(jid(5), "db1", null), first);
    assertThat(store.returnOf(jid(5), new MinionId("web1"))).contains(first);
    assertThat(store.returnOf(jid(5), new MinionId("web2"))).isEmpty();
    assertThat(store.returns(jid(6))).isEmpty();
  }

  @Test
  void forgetsTheReturnOfOneMinion() throws Exception {
    committed(store.save(result(jid(5), "web1", true)));
    committed(store.save(result(jid(5), "db1", true)));
    assertThat(committed(store.forget(jid(5), new MinionId("web1")))).isTrue();
    assertThat(committed(store.forget(jid(5), new MinionId("web1")))).isFalse();
    assertThat(store.returns(jid(5))).containsExactly(result(jid(5), "db1", true));
  }

  @Test
  void keepsAValueThatIsNotTheLoads() throws Exception {
    Return odd =
        new Return(jid(7), new MinionId("web1"), "value", 2, false, Map.of("fun", "test.ping"));
    committed(store.save(odd));
    assertThat(store.returns(jid(7))).containsExactly(odd);
  }

  @Test
  void keepsWhatNestsAsDeepAsTheWireLetsThrough() throws Exception {
    Object deep = "bottom";
    for (int i = 0; i < 126; i++) {
      deep = List.of(deep);
    }
    Return value = result(jid(8), "web1", deep);
    committed(store.save(value));
    assertThat(store.returns(jid(8))).containsExactly(value);
  }

  @Test
  void listsTheLatestJobsFirst() throws Exception {
    for (int number : List.of(3, 1, 2)) {
      committed(store.save(job(number)));
    }
    assertThat(store.latest(2)).extracting(Job::id).containsExactly(jid(3), jid(2));
  }

  @Test
  void forgetsWhatIsOlderInSmallSteps() throws Exception {
    JobId old = JobId.at(Instant.parse("2026-11-01T00:00:00Z"));
    JobId kept = JobId.at(Instant.parse("2026-11-02T00:00:00Z"));
    List<CompletionStage<Boolean>> saved = new ArrayList<>();
    for (int i = 0; i < 1201; i++) {
      saved.add(store.save(result(old, "m" + i, true)));
    }
    saved.add(store.save(result(kept, "m", true)));
    for (CompletionStage<Boolean> one : saved) {
      committed(one);
    }
    committed(store.save(new Job(old, job(1).target(), job(1).calls(), "x", List.of(), Map.of())));
    assertThat(committed(store.forgetBefore(kept.moment()))).isEqualTo(1202);
    assertThat(store.returns(old)).isEmpty();
    assertThat(store.job(old)).isEmpty();
    assertThat(store.returns(kept)).hasSize(1);
    assertThat(committed(store.forgetBefore(kept.moment()))).isZero();
  }
}
