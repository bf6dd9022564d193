// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.failover.internal;

import io.saltern.api.config.MinionOptions;
import io.saltern.api.config.Settings;
import java.time.Duration;

/**
 * What the settings say about the choice of a master.
 *
 * @param alive how long the connection may be silent; a third of it is the time from one question
 *     for a sign of life to the next; zero = nothing is asked
 * @param answerWithin how long a question for a sign of life may go without answer
 * @param failback whether to go back to the first master
 * @param failbackInterval time between attempts to do so
 * @param dwell the least time with a master before a failback, and after which a loss is no sign of
 *     a flapping network
 * @param tries rounds through all masters without success that end the minion; 0 = no number does
 * @param pause the first wait after a round without success
 * @param pauseMax the longest such wait
 * @param signIn how long a sign-in may take
 * @param patience how long one attempt may take in all
 */
record Rules(
    Duration alive,
    Duration answerWithin,
    boolean failback,
    Duration failbackInterval,
    Duration dwell,
    int tries,
    Duration pause,
    Duration pauseMax,
    Duration signIn,
    Duration patience) {
  private static final Duration USUAL_FAILBACK = Duration.ofSeconds(30);
  private static final Duration LEAST_PAUSE = Duration.ofMillis(100);

  /** Heartbeats tell sooner of a dead master; one that is busy needs this to answer. */
  private static final Duration LEAST_ANSWER = Duration.ofSeconds(10);

  private static final int SHARES = 3;

  /** Those of the settings. */
  static Rules of(Settings settings) {
    Duration alive = settings.seconds(MinionOptions.MASTER_ALIVE_INTERVAL);
    Duration failback = settings.seconds(MinionOptions.MASTER_FAILBACK_INTERVAL);
    if (failback.isZero()) {
      failback = alive.isZero() ? USUAL_FAILBACK : alive;
    }
    Duration signIn = settings.seconds(MinionOptions.AUTH_TIMEOUT);
    Duration pause = longer(settings.seconds(MinionOptions.ACCEPTANCE_WAIT_TIME), LEAST_PAUSE);
    return new Rules(
        alive,
        longer(alive.minus(alive.dividedBy(SHARES)), LEAST_ANSWER),
        settings.get(MinionOptions.MASTER_FAILBACK),
        failback,
        settings.seconds(MinionOptions.MASTER_DWELL),
        Math.toIntExact(Math.max(0, settings.get(MinionOptions.MASTER_TRIES))),
        pause,
        longer(settings.seconds(MinionOptions.ACCEPTANCE_WAIT_TIME_MAX), pause),
        signIn,
        signIn.plus(settings.seconds(MinionOptions.REQUEST_CHANNEL_TIMEOUT).multipliedBy(2)));
  }

  /** Time from one question to the next. */
  Duration askEvery() {
    return alive.dividedBy(SHARES);
  }

  /** The wait after one of this length. */
  Duration longerPause(Duration last) {
    Duration more = last.multipliedBy(2);
    return more.compareTo(pauseMax) < 0 ? more : pauseMax;
  }

  static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }
}
