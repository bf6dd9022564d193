// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.master;

import io.saltern.api.Caller;
import io.saltern.api.Decision;
import org.osgi.annotation.versioning.ProviderType;

/** Who may do what. The one judge, asked by every face before anything is done. */
@ProviderType
public interface AccessControl {
  /** Decides. Never throws for odd input: what cannot be understood is denied. */
  Decision decide(Caller caller, AccessRequest request);
}
