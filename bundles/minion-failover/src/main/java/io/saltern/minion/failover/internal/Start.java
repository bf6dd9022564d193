// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.failover.internal;

import io.saltern.api.MinionId;
import io.saltern.api.config.Settings;
import io.saltern.api.minion.MasterChoice;
import io.saltern.api.minion.MasterLinks;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Sets a {@link Machine} going. */
final class Start {
  private Start() {}

  static MasterChoice with(Settings settings, Order order, MasterLinks links, MinionId id) {
    Machine machine = new Machine(Rules.of(settings), order, Start::spread);
    Driver driver = new Driver(machine, links, id);
    driver.happened(new Happening.Begin());
    return driver;
  }

  /** Keeps minions that failed together from coming back together. */
  private static Duration spread(Duration wait) {
    long most = wait.toMillis();
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most / 2, most + 1));
  }
}
