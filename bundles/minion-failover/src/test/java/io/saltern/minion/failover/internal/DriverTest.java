// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.failover.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.MinionId;
import io.saltern.api.channel.SignIn;
import io.saltern.api.minion.MasterChange;
import io.saltern.api.minion.MasterLink;
import io.saltern.api.minion.MasterLinkListener;
import io.saltern.api.minion.MasterLinks;
import io.saltern.api.minion.SignOfLife;
import io.saltern.api.transport.Ending;
import io.saltern.api.transport.Endpoint;
import io.saltern.testing.Await;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DriverTest {
  private static final Endpoint A = World.master(1);
  private static final Endpoint B = World.master(2);

  private final Links links = new Links();
  private final Driver driver =
      new Driver(
          new Machine(
              new Rules(
                  Duration.ofMillis(150),
                  Duration.ofMillis(100),
                  false,
                  Duration.ofSeconds(30),
                  Duration.ofSeconds(5),
                  1,
                  Duration.ofMillis(100),
                  Duration.ofMillis(100),
                  Duration.ofSeconds(5),
                  Duration.ofSeconds(10)),
              new Order(List.of(A, B), UnaryOperator.identity(), false),
              UnaryOperator.identity()),
          links,
          new MinionId("web1"));

  @AfterEach
  void end() {
    driver.close();
  }

  private FakeLink link(int number) {
    Await.until("link " + number, () -> links.made.size() >= number);
    return links.made.get(number - 1);
  }

  private FakeLink served(int number) {
    FakeLink link = link(number);
    link.listener.ready(link);
    return link;
  }

  @Test
  void aLostConnectionIsAFailoverThatIsToldToTheNewMaster() {
    driver.happened(new Happening.Begin());
    FakeLink first = served(1);
    first.listener.disconnected(first, Ending.SILENT);
    FakeLink second = served(2);
    assertThat(first.closed).isTrue();
    assertThat(second.master).isEqualTo(B);
    Await.until("the event", () -> !second.fired.isEmpty());
    assertThat(second.fired)
        .singleElement()
        .satisfies(
            event ->
                assertThat(event)
                    .containsEntry("tag", "salt/minion/web1/failover")
                    .containsEntry("id", "web1")
                    .containsEntry("from", "172.16.0.1:4506")
                    .containsEntry("to", "172.16.0.2:4506")
                    .containsEntry("reason", "no heartbeat")
                    .containsKey("seconds"));
    assertThat(links.changes)
        .singleElement()
        .satisfies(change -> assertThat(change.to()).isEqualTo(B));
  }

  @Test
  void aMasterThatDoesNotAnswerIsLeft() {
    driver.happened(new Happening.Begin());
    FakeLink first = served(1);
    Await.until("it is asked", () -> first.asked.size() >= 2);
    first.life = SignOfLife.NONE;
    served(2);
    Await.until("the change", () -> !links.changes.isEmpty());
    assertThat(links.changes.get(0).reason()).isEqualTo("no answer");
    assertThat(first.closed).isTrue();
    assertThat(first.asked).allMatch(Duration.ofMillis(100)::equals);
  }

  @Test
  void aMasterThatDrainsIsToldWhereTheMinionGoes() {
    driver.happened(new Happening.Begin());
    FakeLink first = served(1);
    first.life = SignOfLife.DRAINING;
    driver.recheck();
    served(2);
    Await.until("it is told", () -> !first.fired.isEmpty());
    assertThat(first.fired.get(0))
        .containsEntry("tag", "salt/minion/web1/left")
        .containsEntry("to", "172.16.0.2:4506")
        .containsEntry("reason", "drain");
    Await.until("it is left", () -> first.closed);
  }

  @Test
  void theMinionEndsWhenMasterTriesSaysSo() {
    driver.happened(new Happening.Begin());
    for (int number = 1; number <= 2; number++) {
      FakeLink link = link(number);
      link.listener.failed(link, new SignIn(SignIn.Outcome.PENDING, 0, "pending"));
    }
    Await.until("the end", () -> !links.reasons.isEmpty());
    assertThat(links.made).hasSize(2);
  }

  private static final class Links implements MasterLinks {
    final List<FakeLink> made = new CopyOnWriteArrayList<>();
    final List<String> reasons = new CopyOnWriteArrayList<>();
    final List<MasterChange> changes = new CopyOnWriteArrayList<>();

    @Override
    public MasterLink serve(Endpoint master, boolean patient, MasterLinkListener listener) {
      assertThat(patient).isFalse();
      FakeLink link = new FakeLink(master, listener);
      made.add(link);
      return link;
    }

    @Override
    public void changed(MasterChange change) {
      changes.add(change);
    }

    @Override
    public void giveUp(String reason, int exitCode) {
      reasons.add(reason);
    }
  }

  private static final class FakeLink implements MasterLink {
    final Endpoint master;
    final MasterLinkListener listener;
    final List<Map<String, Object>> fired = new CopyOnWriteArrayList<>();
    final List<Duration> asked = new CopyOnWriteArrayList<>();
    volatile SignOfLife life = SignOfLife.ALIVE;
    volatile boolean closed;

    FakeLink(Endpoint master, MasterLinkListener listener) {
      this.master = master;
      this.listener = listener;
    }

    @Override
    public Endpoint master() {
      return master;
    }

    @Override
    public boolean ready() {
      return !closed;
    }

    @Override
    public boolean connected() {
      return !closed;
    }

    @Override
    public CompletableFuture<SignOfLife> ask(Duration timeout) {
      asked.add(timeout);
      CompletableFuture<SignOfLife> answer = new CompletableFuture<>();
      if (life != SignOfLife.NONE) {
        answer.complete(life);
      }
      return answer.completeOnTimeout(SignOfLife.NONE, timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public CompletableFuture<Void> fire(String tag, Map<String, Object> data) {
      Map<String, Object> event = new HashMap<>(data);
      event.put("tag", tag);
      fired.add(event);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
