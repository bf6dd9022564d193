// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import io.saltern.api.channel.MasterIdentity;
import io.saltern.api.channel.MinionAdmission;
import io.saltern.api.config.MasterOptions;
import io.saltern.api.config.Settings;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;

/** What the desks of a master's end share. */
record ServerContext(
    Tools tools,
    CommandTable commands,
    MinionAdmission admission,
    MasterSeal seal,
    SessionKeys sessions,
    KnownMinions minions,
    Refusals refusals,
    Counters counters,
    Pool workers,
    Pool large,
    Pool signers,
    Clock clock,
    Rules rules) {
  private static final int MOST_WAITING = 10_000;

  private static final int MOST_LARGE_WAITING = 100;

  /** How many sign-ins may wait for each core: more than it does until they are stale. */
  private static final int SIGN_INS_PER_CORE = 2_000;

  static ServerContext of(
      Settings settings,
      Tools tools,
      CommandTable commands,
      MasterIdentity identity,
      MinionAdmission admission,
      Clock clock)
      throws IOException {
    int cores = Runtime.getRuntime().availableProcessors();
    Duration lifetime = settings.seconds(MasterOptions.PUBLISH_SESSION);
    return new ServerContext(
        tools,
        commands,
        admission,
        new MasterSeal(tools, identity, clock, lifetime),
        new SessionKeys(settings.path(MasterOptions.CACHEDIR).resolve("sessions"), clock, lifetime),
        new KnownMinions(tools, admission),
        new Refusals(clock),
        new Counters(),
        new Pool(
            "channel-worker", settings.get(MasterOptions.WORKER_THREADS).intValue(), MOST_WAITING),
        new Pool("channel-large", 1, MOST_LARGE_WAITING),
        new Pool("channel-rsa", cores, SIGN_INS_PER_CORE * cores),
        clock,
        new Rules(
            settings.get(MasterOptions.MINIMUM_AUTH_VERSION).intValue(),
            settings.seconds(MasterOptions.REQUEST_SERVER_TTL),
            settings.get(MasterOptions.REQUIRE_MINION_SIGN_MESSAGES),
            settings.get(MasterOptions.DROP_MESSAGES_SIGNATURE_FAIL)));
  }

  /**
   * What the settings ask of requests.
   *
   * @param minimumVersion the lowest protocol version that is taken
   * @param requestTtl how old a request may be; zero = as old as it likes
   * @param requireSignatures whether a return must be signed by its minion
   * @param dropBadSignatures whether a wrong signature is refused, not only logged
   */
  record Rules(
      int minimumVersion,
      Duration requestTtl,
      boolean requireSignatures,
      boolean dropBadSignatures) {}
}
