// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saltern.api.JobId;
import io.saltern.api.MinionId;
import io.saltern.api.Return;
import io.saltern.api.audit.AuditEntry.ReturnLeft;
import io.saltern.api.channel.Envelope;
import io.saltern.api.testing.RecordedEntries;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReturnedElsewhereTest {
  private static final MinionId WEB1 = new MinionId("web1");
  private static final MinionId WEB2 = new MinionId("web2");
  private static final JobId JOB = new JobId("20261122000000000001");

  private final GatedJobStore store = new GatedJobStore();
  private final RecordedEntries audit = new RecordedEntries();

  @BeforeEach
  void keep() {
    store.returns.add(new Return(JOB, WEB1, true, 0, true, Map.of()));
    store.returns.add(new Return(JOB, WEB2, true, 0, true, Map.of()));
  }

  private Object say(Object returns, boolean proven) throws Exception {
    Envelope request =
        new Envelope(
            "_returned_elsewhere",
            WEB1,
            Map.of("returns", returns),
            3,
            Instant.now(),
            "127.0.0.1:1",
            proven);
    return new ReturnedElsewhereCommand(store, audit)
        .handle(request)
        .toCompletableFuture()
        .get(60, TimeUnit.SECONDS);
  }

  @Test
  void aMinionTakesBackItsOwnReturnOnly() throws Exception {
    Map<Object, Object> said =
        Map.of(JOB.value(), "another", "20261122000000000002", "another", "../x", "another", 5, 5);
    assertThat(say(said, true)).isEqualTo(Map.of("forgotten", 1L));
    assertThat(store.returns).extracting(Return::minion).containsExactly(WEB2);
    assertThat(audit.entries()).containsExactly(new ReturnLeft(WEB1, JOB, "another"));
    assertThat(say(said, true)).isEqualTo(Map.of("forgotten", 0L));
  }

  @Test
  void whatThisMasterAloneHasStays() throws Exception {
    assertThat(say(Map.of(JOB.value(), store.identity()), true)).isEqualTo(Map.of("forgotten", 0L));
    assertThat(say(Map.of(JOB.value(), ""), true)).isEqualTo(Map.of("forgotten", 0L));
    assertThat(store.returns).hasSize(2);
  }

  @Test
  void whatCannotBeRecordedStays() {
    audit.fail();
    assertThatThrownBy(() -> say(Map.of(JOB.value(), "another"), true))
        .hasRootCauseMessage("the disk is full");
    assertThat(store.returns).hasSize(2);
  }

  @Test
  void nobodyTakesBackWithoutProofOrNames() throws Exception {
    assertThat(say(Map.of(JOB.value(), "another"), false)).isEqualTo(false);
    assertThat(say(JOB.value(), true)).isEqualTo(false);
    assertThat(store.returns).hasSize(2);
  }
}
