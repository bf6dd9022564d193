// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.transport;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.osgi.annotation.versioning.ConsumerType;

/** The asking end of a request channel. Any number of requests may be under way. */
@ConsumerType
public interface RequestClient extends AutoCloseable {
  /**
   * Sends a request.
   *
   * @return the answer; fails with {@link java.util.concurrent.TimeoutException} after {@code
   *     timeout}, with {@link java.io.IOException} when the client is closed or its queue is full.
   *     A late answer is dropped
   */
  CompletableFuture<byte[]> request(byte[] body, Duration timeout);

  /** Fails what is under way and closes the connection. */
  @Override
  void close();
}
