// SPDX-License-Identifier: Apache-2.0
package io.saltern.runners.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.Caller;
import io.saltern.api.Event;
import io.saltern.api.FunctionCall;
import io.saltern.api.JobId;
import io.saltern.api.MinionId;
import io.saltern.api.Return;
import io.saltern.api.function.FunctionTable;
import io.saltern.api.function.JobRun;
import io.saltern.api.master.EventBus;
import io.saltern.api.master.LocalClient;
import io.saltern.api.master.MasterDrain;
import io.saltern.api.master.PublishRequest;
import io.saltern.api.testing.FixedSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A draining master and four kinds of minions. */
class DrillRunnerTest {
  private static final JobId JOB = new JobId("20261122055634738939");

  private final List<FunctionCall> calls = new ArrayList<>();
  private final Bus bus = new Bus();
  private final Until drain = new Until();
  private final Map<String, Boolean> moves = new TreeMap<>(Map.of("single", false));
  private boolean saltsGone;
  private boolean finds = true;

  private final FunctionTable table =
      FunctionTable.of(
          "manage",
          new DrillRunner(new Minions(new FixedSettings(Path.of("/")), this::answer), drain, bus));

  private List<String> answer(
      Caller caller,
      PublishRequest request,
      LocalClient.Patience patience,
      LocalClient.Watcher watcher) {
    FunctionCall call = request.calls().get(0);
    calls.add(call);
    switch (call.function()) {
      case "status.ask_master" -> {
        moves.forEach(
            (id, able) ->
                watcher.returned(
                    returned(id, Map.of("moves", able, "masters", List.of("192.0.2.1")))));
        if (finds) {
          moves.entrySet().stream()
              .filter(Map.Entry::getValue)
              .forEach(entry -> bus.left(entry.getKey()));
        }
        watcher.returned(returned("salts", "'status.ask_master' is not available."));
      }
      case "config.get" ->
          watcher.returned(
              returned(
                  "salts",
                  call.arguments().equals(List.of("master_type")) ? "failover" : "192.0.2.1"));
      case "event.fire" -> saltsGone = true;
      case "test.ping" -> {
        if (!saltsGone) {
          watcher.returned(returned("salts", true));
        }
      }
      default -> throw new AssertionError(call);
    }
    return List.of("down");
  }

  private static Return returned(String id, Object value) {
    return new Return(JOB, new MinionId(id), value, 0, true, Map.of());
  }

  private Map<?, ?> run(Map<String, Object> keywords) throws InterruptedException {
    return (Map<?, ?>)
        table
            .run(
                new FunctionCall("manage.failover_drill", List.of(), keywords),
                new JobRun(JOB, "root", Map.of()))
            .value();
  }

  @Test
  void tellsWhoHasGoneAndWhoStays() throws Exception {
    moves.put("web1", true);
    moves.put("web2", true);
    Map<?, ?> report = run(Map.of());
    assertThat(((Map<?, ?>) report.get("moved")).keySet().toString())
        .isEqualTo("[salts, web1, web2]");
    assertThat(((Map<?, ?>) ((Map<?, ?>) report.get("moved")).get("web1")).get("to"))
        .isEqualTo("192.0.2.2:4506");
    assertThat(((Map<?, ?>) report.get("stay")).keySet().toString()).isEqualTo("[single]");
    assertThat(report.get("silent")).isEqualTo(List.of("down"));
    assertThat(report.get("all_gone")).isEqualTo(false);
    assertThat(report.get("draining")).isEqualTo("1970-01-01T01:00:00Z");
    assertThat(calls)
        .contains(
            FunctionCall.of("event.fire", Map.of("master", "192.0.2.1"), "__master_disconnected"));
  }

  @Test
  void doesNotWaitForEverForAMinionThatFindsNoOtherMaster() throws Exception {
    moves.put("web1", true);
    finds = false;
    Map<?, ?> report = run(Map.of("timeout", 0.2));
    assertThat(((Map<?, ?>) report.get("stay")).get("web1"))
        .isEqualTo("no other master has taken it yet");
  }

  @Test
  void endsWhenItIsTold() throws Exception {
    drain.begin(Duration.ofHours(1));
    assertThat(run(Map.of("end", true)).get("draining")).isEqualTo(false);
    assertThat(drain.until()).isEmpty();
    assertThat(calls).isEmpty();
  }

  private static final class Until implements MasterDrain {
    private Optional<Instant> end = Optional.empty();

    @Override
    public void begin(Duration limit) {
      end = Optional.of(Instant.EPOCH.plus(limit));
    }

    @Override
    public void end() {
      end = Optional.empty();
    }

    @Override
    public Optional<Instant> until() {
      return end;
    }
  }

  private static final class Bus implements EventBus {
    private final List<Consumer<Event>> listeners = new ArrayList<>();

    void left(String id) {
      fire("salt/minion/" + id + "/left", Map.of("data", Map.of("to", "192.0.2.2:4506")));
    }

    @Override
    public void fire(String tag, Map<String, Object> data) {
      listeners.forEach(listener -> listener.accept(new Event(tag, data, Instant.EPOCH)));
    }

    @Override
    public Listening listen(String tagPrefix, Consumer<Event> listener) {
      listeners.add(listener);
      return () -> listeners.remove(listener);
    }
  }
}
