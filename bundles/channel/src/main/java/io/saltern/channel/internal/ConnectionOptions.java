// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import io.saltern.api.config.CommonOptions;
import io.saltern.api.config.MasterOptions;
import io.saltern.api.config.MinionOptions;
import io.saltern.api.config.Settings;
import io.saltern.api.transport.TransportOptions;
import io.saltern.wire.Limits;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How the settings want connections to behave. */
final class ConnectionOptions {
  private static final Duration SOON = Duration.ofMillis(100);

  /** Heartbeats within the time after which a silent master counts as dead. */
  private static final int HEARTBEATS = 3;

  private ConnectionOptions() {}

  static TransportOptions ofMaster(Settings settings) {
    TransportOptions defaults = TransportOptions.defaults();
    return new TransportOptions(
        Limits.DEFAULT.maxBytes(),
        settings.get(MasterOptions.PUB_HWM).intValue(),
        Duration.ofMillis(settings.get(MasterOptions.ZMQ_HEARTBEAT_IVL)),
        Duration.ofMillis(settings.get(MasterOptions.ZMQ_HEARTBEAT_TIMEOUT)),
        settings.get(MasterOptions.ZMQ_BACKLOG).intValue(),
        settings.find(CommonOptions.IPV6).orElse(null),
        settings.get(CommonOptions.TCP_KEEPALIVE),
        defaults.reconnectFirst(),
        defaults.reconnectMax());
  }

  /**
   * For a minion's publish connection: spreads the reconnections of many minions, as Salt does, and
   * ends a connection on which nothing is heard for {@code master_alive_interval}.
   */
  static TransportOptions ofSubscriber(Settings settings) {
    double first = settings.get(MinionOptions.RECON_DEFAULT);
    double most = settings.get(MinionOptions.RECON_MAX);
    double chosen =
        settings.get(MinionOptions.RECON_RANDOMIZE)
            ? ThreadLocalRandom.current().nextDouble(first, first + most)
            : first;
    TransportOptions options =
        ofMinion(
            settings,
            Duration.ofMillis((long) chosen),
            Duration.ofMillis((long) Math.max(chosen, most)));
    Duration alive = settings.seconds(MinionOptions.MASTER_ALIVE_INTERVAL);
    return alive.isZero() ? options : options.withHeartbeat(alive.dividedBy(HEARTBEATS), alive);
  }

  /** For a minion's requests, which somebody waits for: reconnects soon. */
  static TransportOptions ofAsker(Settings settings) {
    return ofMinion(settings, SOON, SOON.multipliedBy(10));
  }

  private static TransportOptions ofMinion(Settings settings, Duration first, Duration most) {
    TransportOptions defaults = TransportOptions.defaults();
    return new TransportOptions(
        defaults.maxMessageBytes(),
        defaults.queueBound(),
        defaults.heartbeatInterval(),
        defaults.heartbeatTimeout(),
        defaults.backlog(),
        settings.find(CommonOptions.IPV6).orElse(null),
        settings.get(CommonOptions.TCP_KEEPALIVE),
        first,
        most);
  }
}
