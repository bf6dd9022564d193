// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Sends a message to the master. */
@FunctionalInterface
interface Asker {
  /** The answer, or a failure as of {@link io.saltern.api.transport.RequestClient#request}. */
  CompletableFuture<byte[]> ask(byte[] body, Duration timeout);
}
