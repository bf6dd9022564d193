// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.failover.internal;

import java.time.Duration;
import java.util.Optional;

/**
 * Whether a master is asked for signs of life.
 *
 * @param askAt when to ask next; empty while an answer is awaited, or when nothing is asked
 * @param answerBy when the answer must be there
 */
record Watch(Optional<Duration> askAt, Optional<Duration> answerBy) {
  static final Watch OFF = new Watch(Optional.empty(), Optional.empty());

  static Watch askAt(Duration time) {
    return new Watch(Optional.of(time), Optional.empty());
  }

  static Watch answerBy(Duration time) {
    return new Watch(Optional.empty(), Optional.of(time));
  }

  boolean isOver(Duration now) {
    return answerBy.filter(time -> time.compareTo(now) <= 0).isPresent();
  }

  boolean isDue(Duration now) {
    return askAt.filter(time -> time.compareTo(now) <= 0).isPresent();
  }
}
