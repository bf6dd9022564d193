// SPDX-License-Identifier: Apache-2.0
package io.saltern.runners.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.Caller;
import io.saltern.api.FunctionCall;
import io.saltern.api.JobId;
import io.saltern.api.MinionId;
import io.saltern.api.Target;
import io.saltern.api.TargetType;
import io.saltern.api.function.FunctionResult;
import io.saltern.api.function.FunctionTable;
import io.saltern.api.function.JobRun;
import io.saltern.api.store.MinionData;
import io.saltern.api.store.MinionDataStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class CacheRunnerTest {
  private static final MinionId WEB1 = new MinionId("web1");
  private static final MinionId WEB2 = new MinionId("web2");

  private final Map<MinionId, MinionData> known = new LinkedHashMap<>();
  private final List<Target> asked = new ArrayList<>();

  private final FunctionTable table =
      FunctionTable.of(
          "cache",
          new CacheRunner(
              target -> {
                asked.add(target);
                if (target.expression().isEmpty()) {
                  throw new IllegalArgumentException("an empty target");
                }
                return List.of(WEB1, WEB2);
              },
              new MinionDataStore() {
                @Override
                public CompletionStage<Void> save(MinionData data) {
                  known.put(data.id(), data);
                  return CompletableFuture.completedFuture(null);
                }

                @Override
                public Optional<MinionData> data(MinionId id) {
                  return Optional.ofNullable(known.get(id));
                }

                @Override
                public Collection<MinionData> all() {
                  return known.values();
                }

                @Override
                public CompletionStage<Void> forget(MinionId id) {
                  known.remove(id);
                  return CompletableFuture.completedFuture(null);
                }
              }));

  private FunctionResult run(String function, Object... arguments) throws InterruptedException {
    JobRun run = new JobRun(new JobId("20261122055634738939"), Caller.local("root", true));
    return table.run(FunctionCall.of("cache." + function, arguments), run);
  }

  @Test
  void showsWhatIsKept() throws Exception {
    known.put(WEB1, new MinionData(WEB1, Map.of("os", "Debian"), Map.of("a", 1L)));
    assertThat(run("grains", "os:Debian", "grain").value())
        .isEqualTo(Map.of("web1", Map.of("os", "Debian"), "web2", Map.of()));
    assertThat(asked).containsExactly(new Target(TargetType.GRAIN, "os:Debian", Target.COLON));
    assertThat(run("pillar").value()).isEqualTo(Map.of("web1", Map.of("a", 1L), "web2", Map.of()));
    assertThat(asked.get(1)).isEqualTo(Target.glob("*"));
    assertThat(run("mine").value()).isEqualTo(Map.of("web1", Map.of(), "web2", Map.of()));
  }

  @Test
  void clearsWhatIsKeptOfNamedMinionsOnly() throws Exception {
    known.put(WEB1, new MinionData(WEB1, Map.of("os", "Debian"), Map.of("a", 1L)));
    for (String function : List.of("clear_grains", "clear_pillar", "clear_all")) {
      assertThat(run(function).value()).isEqualTo(false);
    }
    assertThat(run("clear_pillar", "*").value()).isEqualTo(true);
    assertThat(known.get(WEB1)).isEqualTo(new MinionData(WEB1, Map.of("os", "Debian"), Map.of()));
    assertThat(run("clear_grains", "*").value()).isEqualTo(true);
    assertThat(known.get(WEB1)).isEqualTo(new MinionData(WEB1, Map.of(), Map.of()));
    assertThat(run("clear_all", "*").value()).isEqualTo(true);
    assertThat(known).isEmpty();
  }

  @Test
  void saysWhatIsWrongWithATarget() throws Exception {
    assertThat(run("grains", "").value()).asString().contains("an empty target");
    assertThat(run("grains", "*", "odd").value()).asString().contains("no such tgt_type: odd");
    assertThat(run("grains").success()).isFalse();
  }
}
