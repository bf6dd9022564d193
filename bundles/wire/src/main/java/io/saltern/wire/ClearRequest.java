// SPDX-License-Identifier: Apache-2.0
package io.saltern.wire;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request in clear: sign-in, and the commands of local programs. {@link #toString} does not show
 * the load, which may hold a password.
 *
 * @param load the command and its fields
 * @param version the version the sender speaks
 */
public record ClearRequest(Map<String, @Nullable Object> load, int version) implements Request {
  /** A request of this side. */
  public ClearRequest(Map<String, @Nullable Object> load) {
    this(load, VERSION);
  }

  @Override
  public String toString() {
    return "ClearRequest[version=" + version + "]";
  }
}
