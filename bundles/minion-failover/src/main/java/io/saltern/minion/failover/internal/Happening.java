// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.failover.internal;

import io.saltern.api.channel.SignIn;
import io.saltern.api.minion.SignOfLife;
import io.saltern.api.transport.Ending;

/** What the {@link Machine} hears of. Links are told apart by the numbers of {@link Deed.Serve}. */
sealed interface Happening {
  /** The minion starts. */
  record Begin() implements Happening {}

  /** A link is ready for jobs. */
  record Ready(int link) implements Happening {}

  /** A link has ended before it was ready. */
  record Failed(int link, SignIn outcome) implements Happening {}

  /** The publish connection of a link is lost. */
  record Lost(int link, Ending how) implements Happening {}

  /** The master behind a link was asked for a sign of life. */
  record Asked(int link, SignOfLife life) implements Happening {}

  /** Somebody wants the master asked for a sign of life now. */
  record Recheck() implements Happening {}

  /** Time has passed. */
  record Tick() implements Happening {}
}
