// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.minion;

import io.saltern.api.transport.Endpoint;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.osgi.annotation.versioning.ProviderType;

/** A master that is being served. */
@ProviderType
public interface MasterLink extends AutoCloseable {
  /** Its request address. */
  Endpoint master();

  /** Whether the minion is signed in and has been ready for jobs since. */
  boolean ready();

  /** Whether the publish connection stands. */
  boolean connected();

  /** Asks the master for a sign of life; never fails. */
  CompletableFuture<SignOfLife> ask(Duration timeout);

  /**
   * Sends an event to the master; ends when that has it, and fails when it has not in time.
   *
   * @param tag as {@code salt/minion/web1/failover}
   */
  CompletableFuture<Void> fire(String tag, Map<String, Object> data);

  /** Stops serving it. Jobs that run go on; their returns are kept. The listener hears no more. */
  @Override
  void close();
}
