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

  /** Spreads the first reconnections of many minions, as Salt does. */
  static TransportOptions ofMinion(Settings settings) {
    TransportOptions defaults = TransportOptions.defaults();
    double first = settings.get(MinionOptions.RECON_DEFAULT);
    double most = settings.get(MinionOptions.RECON_MAX);
    double chosen =
        settings.get(MinionOptions.RECON_RANDOMIZE)
            ? ThreadLocalRandom.current().nextDouble(first, first + most)
            : first;
    return new TransportOptions(
        defaults.maxMessageBytes(),
        defaults.queueBound(),
        defaults.heartbeatInterval(),
        defaults.heartbeatTimeout(),
        defaults.backlog(),
        settings.find(CommonOptions.IPV6).orElse(null),
        settings.get(CommonOptions.TCP_KEEPALIVE),
        Duration.ofMillis((long) chosen),
        Duration.ofMillis((long) Math.max(chosen, most)));
  }
}
