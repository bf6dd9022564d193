// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.function;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * An object whose {@link Function} methods run on a minion. Registered with the property {@code
 * module} = the name before the dot.
 */
@ConsumerType
public interface ExecutionModule {
  /** The service property that holds the module's name. */
  String PROPERTY = "module";
}
