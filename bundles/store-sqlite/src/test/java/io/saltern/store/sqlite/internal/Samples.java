// SPDX-License-Identifier: Apache-2.0
package io.saltern.store.sqlite.internal;

import io.saltern.api.FunctionCall;
import io.saltern.api.Job;
import io.saltern.api.JobId;
import io.saltern.api.MinionId;
import io.saltern.api.Return;
import io.saltern.api.Target;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Jobs and returns to store, and a bounded wait for their commit. */
final class Samples {
  private Samples() {}

  static JobId jid(int number) {
    return new JobId("20261122%012d".formatted(number));
  }

  static Job job(int number) {
    FunctionCall call =
        new FunctionCall("test.arg", Arrays.asList(1L, null, "two"), Map.of("three", 3L));
    return new Job(
        jid(number),
        Target.list(List.of("web1", "web2")),
        List.of(call, FunctionCall.of("test.ping")),
        "sudo_alice",
        "local",
        List.of(new MinionId("web1"), new MinionId("web2")),
        Map.of("metadata", Map.of("ticket", 7L)));
  }

  static Return result(JobId job, String minion, Object value) {
    Map<String, Object> load = new LinkedHashMap<>();
    load.put("cmd", "_return");
    load.put("id", minion);
    load.put("jid", job.value());
    load.put("fun", "test.ping");
    load.put("fun_args", List.of());
    load.put("return", value);
    load.put("retcode", 0L);
    load.put("success", true);
    return new Return(job, new MinionId(minion), value, 0, true, load);
  }

  static <T> T committed(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
  }
}
