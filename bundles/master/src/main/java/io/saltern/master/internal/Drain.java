// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import io.saltern.api.master.MasterDrain;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers until when the master drains. */
@Component
public final class Drain implements MasterDrain {
  private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

  private final Clock clock;
  private volatile @Nullable Instant end;

  /** With the system's clock. */
  @Activate
  public Drain() {
    this(Clock.systemUTC());
  }

  Drain(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void begin(Duration limit) {
    end = clock.instant().plus(limit);
    LOG.info("The master drains until {}: its minions are to serve other masters", end);
  }

  @Override
  public void end() {
    end = null;
    LOG.info("The master drains no more");
  }

  @Override
  public Optional<Instant> until() {
    return Optional.ofNullable(end).filter(time -> time.isAfter(clock.instant()));
  }
}
