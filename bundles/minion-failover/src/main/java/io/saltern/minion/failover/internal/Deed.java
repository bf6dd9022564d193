// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.failover.internal;

import io.saltern.api.minion.MasterChange;
import io.saltern.api.transport.Endpoint;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** What the {@link Machine} wants done, in the order in which it says so. */
sealed interface Deed {
  /** Begin to serve a master under a new number. */
  record Serve(int link, Endpoint master) implements Deed {}

  /** Stop serving. */
  record Close(int link) implements Deed {}

  /** Tell a master that lives that the minion goes to another one, and then stop serving it. */
  record Part(int link, Endpoint to, String reason) implements Deed {}

  /** Ask the master for a sign of life. */
  record Ask(int link, Duration timeout) implements Deed {}

  /** Tell, also the new master, that the minion has changed its master. */
  record Tell(int link, MasterChange change) implements Deed {}

  /** Write to the log. */
  record Say(Level level, String text) implements Deed {}

  /** End the minion. */
  record GiveUp(String reason) implements Deed {}
}
