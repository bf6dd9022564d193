// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.failover.internal;

import io.saltern.api.transport.Endpoint;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the minion is at. */
sealed interface Phase {
  /** When a {@link Happening.Tick} is needed; empty when time alone changes nothing. */
  Optional<Duration> wakeAt();

  /** It has not begun. */
  record Idle() implements Phase {
    @Override
    public Optional<Duration> wakeAt() {
      return Optional.empty();
    }
  }

  /**
   * It tries a master.
   *
   * @param next those to try after it in this round
   * @param until when to go on to them, whatever the link does
   */
  record Trying(int link, Endpoint master, List<Endpoint> next, Duration until, Watch watch)
      implements Phase {
    @Override
    public Optional<Duration> wakeAt() {
      return earliest(Stream.of(Optional.of(until), watch.askAt(), watch.answerBy()));
    }

    Trying with(Watch other) {
      return new Trying(link, master, next, until, other);
    }
  }

  /** It waits before it goes through the masters. */
  record Pausing(Duration until) implements Phase {
    @Override
    public Optional<Duration> wakeAt() {
      return Optional.of(until);
    }
  }

  /**
   * It serves a master.
   *
   * @param since when that was ready
   * @param failbackAt when to try the first master; empty when that is served, tried, or not wanted
   * @param moveFrom from when on other masters are tried if this one drains
   */
  record Serving(
      int link,
      Endpoint master,
      Duration since,
      Watch watch,
      Optional<Duration> failbackAt,
      Duration moveFrom,
      Optional<Trial> trial)
      implements Phase {
    @Override
    public Optional<Duration> wakeAt() {
      return earliest(
          Stream.of(watch.askAt(), watch.answerBy(), failbackAt, trial.map(Trial::until)));
    }

    Serving with(Watch other) {
      return new Serving(link, master, since, other, failbackAt, moveFrom, trial);
    }

    Serving trying(Trial begun) {
      return new Serving(
          link, master, since, watch, Optional.empty(), moveFrom, Optional.of(begun));
    }

    Serving staying(Optional<Duration> failback, Duration move) {
      return new Serving(link, master, since, watch, failback, move, Optional.empty());
    }

    Optional<Trial> trial(int number) {
      return trial.filter(t -> t.link() == number);
    }
  }

  /**
   * A master that is tried while another is served.
   *
   * @param next those to try after it
   * @param until when to give it up
   * @param ready whether it has taken the minion in, and is only to answer a question
   */
  record Trial(
      int link,
      Endpoint master,
      Reason reason,
      List<Endpoint> next,
      Duration until,
      boolean ready) {
    Trial nowReady() {
      return new Trial(link, master, reason, next, until, true);
    }
  }

  /** It has given up. */
  record Ended() implements Phase {
    @Override
    public Optional<Duration> wakeAt() {
      return Optional.empty();
    }
  }

  private static Optional<Duration> earliest(Stream<Optional<Duration>> times) {
    return times.flatMap(Optional::stream).min(Duration::compareTo);
  }
}
