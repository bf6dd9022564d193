// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import zmq.Ctx;
import zmq.poll.IPollEvents;
import zmq.poll.Poller;

class TimerQueueTest {
  private long now = 1000;
  private final TimerQueue queue = new TimerQueue(() -> now, "cancelled"::equals);

  @Test
  void showsWhatIsDueAndTheNextInOrder() {
    queue.put("late", 5000L);
    queue.put("next", 2000L);
    queue.put("due", 1000L);
    queue.put("overdue", 10L);

    assertThat(queue.entrySet())
        .containsExactly(
            Map.entry("overdue", 10L), Map.entry("due", 1000L), Map.entry("next", 2000L));
    now = 6000;
    assertThat(queue.entrySet()).hasSize(4);
  }

  @Test
  void aCancelledOneIsNotTheNext() {
    queue.put("cancelled", 2000L);
    queue.put("next", 3000L);
    queue.put("late", 4000L);

    assertThat(queue.entrySet())
        .containsExactly(Map.entry("cancelled", 2000L), Map.entry("next", 3000L));
  }

  @Test
  void keepsEqualTimesApart() {
    queue.put("one", 10L);
    queue.put("two", 10L);

    assertThat(queue.remove("one")).isEqualTo(10L);
    assertThat(queue.remove("one")).isNull();
    assertThat(queue.entrySet()).containsExactly(Map.entry("two", 10L));
  }

  @Test
  void aTimerThatIsPutAgainHasItsNewTimeAlone() {
    queue.put("it", 10L);

    assertThat(queue.put("it", 20L)).isEqualTo(10L);
    assertThat(queue.get("it")).isEqualTo(20L);
    assertThat(queue).hasSize(1);
    assertThat(queue.entrySet()).containsExactly(Map.entry("it", 20L));
  }

  @Test
  void isEmptyAfterClearing() {
    queue.put("it", 10L);
    queue.clear();

    assertThat(queue.isEmpty()).isTrue();
    assertThat(queue.containsKey("it")).isFalse();
    assertThat(queue.entrySet()).isEmpty();
  }

  @Test
  @Timeout(10)
  void servesAnIoThreadOfJeroMq() throws Exception {
    Queue<Integer> ran = new ConcurrentLinkedQueue<>();
    CountDownLatch last = new CountDownLatch(1);
    IPollEvents sink =
        new IPollEvents() {
          @Override
          public void timerEvent(int id) {
            ran.add(id);
            if (id == 3) {
              last.countDown();
            }
          }
        };
    Ctx context = new Ctx();
    context.setThreadFactory(
        (target, name) -> {
          assertThat(TimerQueue.install(target)).isTrue();
          return new Thread(
              () -> {
                Poller poller = (Poller) target;
                poller.addTimer(60, sink, 3);
                poller.addTimer(40, sink, 2);
                poller.addTimer(20, sink, 1);
                poller.addTimer(30, sink, 4);
                poller.addTimer(10, sink, 5);
                poller.cancelTimer(sink, 4);
                poller.cancelTimer(sink, 5);
                target.run();
              },
              name);
        });
    Poller poller = new Poller(context, "poller");
    poller.start();

    assertThat(last.await(5, TimeUnit.SECONDS)).isTrue();
    assertThat(ran).containsExactly(1, 2, 3);
    poller.destroy();
    context.terminate();
  }
}
