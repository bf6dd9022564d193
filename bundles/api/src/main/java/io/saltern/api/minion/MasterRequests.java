// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.minion;

import io.saltern.api.transport.Endpoint;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** Lets execution modules ask the masters that this process is signed in to. */
@ProviderType
public interface MasterRequests {
  /**
   * The request addresses of those masters; the first is the usual one. Empty when there are none.
   */
  List<Endpoint> masters();

  /**
   * Sends a command.
   *
   * @param master one of {@link #masters}
   * @param load the command's fields with {@code cmd}; who sends it, and the proof, are added
   * @return the answer; fails with {@link io.saltern.api.channel.ChannelException} when the master
   *     refuses or is not served any more, with {@link java.util.concurrent.TimeoutException}
   */
  CompletableFuture<@Nullable Object> send(
      Endpoint master, Map<String, Object> load, Duration timeout);
}
