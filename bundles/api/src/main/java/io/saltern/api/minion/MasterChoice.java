// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.minion;

import org.osgi.annotation.versioning.ConsumerType;

/** A {@link MasterPolicy} at work. */
@ConsumerType
public interface MasterChoice extends AutoCloseable {
  /**
   * Asks the masters that are served for a sign of life now, not when it is time. Returns at once.
   */
  default void recheck() {}

  /** Ends it; the links are closed by whoever had it started. */
  @Override
  default void close() {}
}
