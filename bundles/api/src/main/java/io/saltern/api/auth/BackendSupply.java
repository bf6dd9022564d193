// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.auth;

import org.osgi.annotation.versioning.ProviderType;

/** Brings backends that {@code external_auth} names, where something of that kind is at hand. */
@ProviderType
public interface BackendSupply {
  /**
   * Whether a backend may be there in a moment, so that a login waits for it rather than fail. Must
   * answer from memory.
   */
  boolean expects(String eauth);
}
