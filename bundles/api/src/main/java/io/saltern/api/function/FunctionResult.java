// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.function;

import org.jspecify.annotations.Nullable;

/**
 * What came of a call.
 *
 * @param value what the function gave, or the text of an error
 * @param retcode 0 = success
 * @param outputter the name of the one that errors ask for; null = whichever is usual
 * @param failure why it failed, for the log; null when the function gave a value
 */
public record FunctionResult(
    @Nullable Object value, int retcode, @Nullable String outputter, @Nullable Throwable failure) {
  /** Whether the return code is 0. */
  public boolean success() {
    return retcode == 0;
  }
}
