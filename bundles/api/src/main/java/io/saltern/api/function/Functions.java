// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.function;

import org.osgi.annotation.versioning.ProviderType;

/** Knows the functions of all modules that are there. */
@ProviderType
public interface Functions {
  /** Those that are there now; a later call may give others. */
  FunctionTable table();
}
