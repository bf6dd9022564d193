// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.minion;

import io.saltern.api.config.Settings;
import io.saltern.api.transport.Endpoint;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Decides which masters a minion serves. Registered with the property {@code master_type}; the
 * setting of that name chooses.
 */
@ConsumerType
public interface MasterPolicy {
  /** The service property that holds the name. */
  String PROPERTY = "master_type";

  /**
   * Begins to have masters served. Must return at once; what follows happens in the listeners that
   * it gives to {@link MasterLinks#serve}.
   *
   * @param masters those that the configuration names, in its order; never empty
   */
  MasterChoice start(Settings minion, List<Endpoint> masters, MasterLinks links);

  /**
   * Whether the answer to a job may go to another master than the one that published it.
   *
   * @param publisher the master that published the job
   * @param served a master that is served now
   */
  default boolean mayReturn(Endpoint publisher, Endpoint served) {
    return publisher.equals(served);
  }
}
