// SPDX-License-Identifier: Apache-2.0
package io.saltern.modules.core.internal;

import io.saltern.api.function.FunctionException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What a master answers to a request of a module. */
final class MasterAnswer {
  private MasterAnswer() {}

  /**
   * Waits for it; the request has its own deadline.
   *
   * @throws FunctionException when the master refuses or is not there
   * @throws TimeoutException when it does not answer in time
   */
  static @Nullable Object of(CompletableFuture<@Nullable Object> request)
      throws FunctionException, InterruptedException, TimeoutException {
    try {
      return request.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TimeoutException late) {
        throw late;
      }
      throw new FunctionException(FunctionException.Kind.COMMAND, String.valueOf(e.getCause()));
    }
  }
}
