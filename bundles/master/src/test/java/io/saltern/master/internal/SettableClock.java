// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Stands until the test moves it. */
final class SettableClock extends Clock {
  volatile Instant now = Instant.parse("2026-11-22T04:00:00Z");

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
