// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.internal;

import io.saltern.api.transport.Endpoint;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** What time it is at those masters that tell, and who they are. */
final class MasterFacts {
  private final Clock clock;
  private final Map<Endpoint, Long> ahead = new ConcurrentHashMap<>();
  private final Map<Endpoint, String> identities = new ConcurrentHashMap<>();

  MasterFacts(Clock clock) {
    this.clock = clock;
  }

  /** A master has just told its time, in milliseconds since 1970. */
  void time(Endpoint master, long millis) {
    ahead.put(master, millis - clock.millis());
  }

  /** A master has told what tells it from all others, whatever its address. */
  void identity(Endpoint master, String identity) {
    identities.put(master, identity);
  }

  /** The master's time after a while from now; empty when it has never told. */
  OptionalLong in(Endpoint master, Duration time) {
    Long millis = ahead.get(master);
    return millis == null
        ? OptionalLong.empty()
        : OptionalLong.of(clock.millis() + millis + time.toMillis());
  }

  /** Who is at that address; empty when it has never told. */
  Optional<String> identity(Endpoint master) {
    return Optional.ofNullable(identities.get(master));
  }
}
