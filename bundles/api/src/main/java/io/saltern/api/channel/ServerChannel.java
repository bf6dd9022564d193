// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.channel;

import io.saltern.api.MinionId;
import io.saltern.api.transport.Endpoint;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** A master's end: it signs minions in, hands their requests to commands, and publishes. */
@ProviderType
public interface ServerChannel extends AutoCloseable {
  /** Where requests are taken. */
  Endpoint requests();

  /** Where subscribers connect. */
  Endpoint publications();

  /**
   * Encrypts, signs and sends a publication. Publications go out in the order of the calls, with
   * increasing serials. Does not wait for anybody.
   *
   * @param load Salt's job map: {@code fun}, {@code arg}, {@code tgt} ...
   * @param minions whom it is for, so that with {@code zmq_filtering} others need not hear of it;
   *     null = everybody
   * @throws java.util.concurrent.RejectedExecutionException when too many wait to be signed, or the
   *     channel is closed: it will not be sent
   */
  void publish(Map<String, Object> load, @Nullable Collection<MinionId> minions);

  /** Makes a new publish key, and a new session key for each of {@code revoked}. */
  void rotateKeys(Collection<MinionId> revoked);

  /** How many subscribers are connected. */
  int subscribers();

  /** What it did and refused since it was opened. */
  ChannelStatistics statistics();

  /** Stops taking requests, answers or gives up those under way within a few seconds, closes. */
  @Override
  void close();
}
