// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

/** A request that has no answer yet. */
final class PendingRequest {
  private final byte[] body;
  private final long deadline;
  private final CompletableFuture<byte[]> future;

  /**
   * @param deadline in terms of {@link System#nanoTime}
   */
  PendingRequest(byte[] body, long deadline, CompletableFuture<byte[]> future) {
    this.body = body;
    this.deadline = deadline;
    this.future = future;
  }

  byte[] body() {
    return body;
  }

  long deadline() {
    return deadline;
  }

  void answer(byte[] answer) {
    future.complete(answer);
  }

  boolean isExpired(long now) {
    return now - deadline >= 0;
  }

  void expire(String server) {
    future.completeExceptionally(new TimeoutException("no answer from " + server + " in time"));
  }

  void fail(String reason) {
    future.completeExceptionally(new IOException(reason));
  }
}
