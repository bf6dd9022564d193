// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import io.saltern.api.channel.CommandPolicy;
import io.saltern.api.channel.Envelope;
import io.saltern.api.channel.MasterCommand;
import io.saltern.api.swap.ServiceSlot;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One command: the services that offer it, its bounds, and the requests that wait because as many
 * as may be are under way.
 */
final class CommandLane {
  /** How long a command without a service is waited for. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** How long a handler may take: longer than any client waits. */
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private static final int MOST_WAITING = 10_000;

  private final ServiceSlot<MasterCommand> slot;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private volatile @Nullable CommandPolicy policy;
  private volatile long goneAt = System.nanoTime();
  private int running;

  CommandLane(String name) {
    this.slot = new ServiceSlot<>("command " + name, PATIENCE);
  }

  void bind(MasterCommand command, CommandPolicy bounds, int rank) {
    policy = bounds;
    slot.bind(command, rank);
  }

  void unbind(MasterCommand command) {
    goneAt = System.nanoTime();
    slot.unbind(command);
    goneAt = System.nanoTime();
  }

  /** Whether a service is there, or was a moment ago. */
  boolean exists() {
    return policy != null
        && (slot.isPresent() || System.nanoTime() - goneAt < 2 * PATIENCE.toNanos());
  }

  CommandPolicy policy() {
    CommandPolicy bounds = policy;
    if (bounds == null) {
      throw new IllegalStateException("no command was registered");
    }
    return bounds;
  }

  /**
   * Carries out a request, when its turn has come.
   *
   * @param workers where it is carried out when it had to wait
   * @return the answer; null when too many wait
   */
  @Nullable CompletableFuture<@Nullable Object> handle(Envelope request, Executor workers) {
    CompletableFuture<@Nullable Object> answer = new CompletableFuture<>();
    Runnable turn = () -> call(request, answer, workers);
    synchronized (waiting) {
      if (running >= policy().concurrent()) {
        if (waiting.size() >= MOST_WAITING) {
          return null;
        }
        waiting.add(turn);
        return answer;
      }
      running++;
    }
    turn.run();
    return answer;
  }

  private void call(
      Envelope request, CompletableFuture<@Nullable Object> answer, Executor workers) {
    CompletableFuture<@Nullable Object> work = new CompletableFuture<>();
    var unused =
        work.orTimeout(LONGEST.toMillis(), TimeUnit.MILLISECONDS)
            .whenComplete(
                (value, failure) -> {
                  settle(answer, value, failure);
                  next(workers);
                });
    try {
      slot.callAsync(command -> widen(command.handle(request)))
          .whenComplete((value, failure) -> settle(work, value, failure));
    } catch (RuntimeException e) {
      work.completeExceptionally(e);
    }
  }

  private static void settle(
      CompletableFuture<@Nullable Object> future,
      @Nullable Object value,
      @Nullable Throwable failure) {
    if (failure == null) {
      future.complete(value);
    } else {
      future.completeExceptionally(failure);
    }
  }

  private static CompletionStage<@Nullable Object> widen(
      CompletionStage<? extends @Nullable Object> stage) {
    return stage.thenApply(value -> value);
  }

  private void next(Executor workers) {
    Runnable turn;
    synchronized (waiting) {
      turn = waiting.poll();
      if (turn == null) {
        running--;
        return;
      }
    }
    workers.execute(turn);
  }
}
