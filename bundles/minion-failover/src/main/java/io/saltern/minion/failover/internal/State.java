// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.failover.internal;

import io.saltern.api.transport.Endpoint;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * All that the {@link Machine} remembers.
 *
 * @param order the masters as the next round tries them; always all of them
 * @param links how many links were begun
 * @param rounds rounds without success since a master was served
 * @param shortStays losses in a row of masters that were served only briefly
 * @param pause the wait after the next round without success
 * @param tried the master that was tried or served last
 * @param loss the master that was lost and not replaced yet
 */
record State(
    Phase phase,
    List<Endpoint> order,
    int links,
    int rounds,
    int shortStays,
    Duration pause,
    Optional<Endpoint> tried,
    Optional<Loss> loss) {
  State {
    order = List.copyOf(order);
  }

  /** A master that was served. */
  record Loss(Endpoint master, Reason reason, Duration time) {}

  /** Before anything has happened. */
  static State idle(List<Endpoint> order, Duration pause) {
    return new State(new Phase.Idle(), order, 0, 0, 0, pause, Optional.empty(), Optional.empty());
  }

  State with(Phase other) {
    return new State(other, order, links, rounds, shortStays, pause, tried, loss);
  }

  /** A link is begun: it has the number {@link #links} then. */
  State begun(Endpoint master) {
    return new State(phase, order, links + 1, rounds, shortStays, pause, Optional.of(master), loss);
  }

  /** Another master counts as tried last. */
  State tried(Optional<Endpoint> other) {
    return new State(phase, order, links, rounds, shortStays, pause, other, loss);
  }

  /** A master was lost. */
  State lost(Loss lost, List<Endpoint> newOrder, boolean soon) {
    return new State(
        phase,
        newOrder,
        links,
        rounds,
        soon ? shortStays + 1 : 0,
        pause,
        Optional.of(lost.master()),
        Optional.of(lost));
  }

  /** A round brought nothing. */
  State failedRound(Duration nextPause) {
    return new State(phase, order, links, rounds + 1, shortStays, nextPause, tried, loss);
  }

  /** A master is served. */
  State served(Phase serving, Endpoint master, Duration firstPause) {
    return new State(
        serving, order, links, 0, shortStays, firstPause, Optional.of(master), Optional.empty());
  }
}
