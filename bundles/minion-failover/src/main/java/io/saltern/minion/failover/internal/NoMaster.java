// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.failover.internal;

import io.saltern.api.config.Settings;
import io.saltern.api.minion.MasterChoice;
import io.saltern.api.minion.MasterLinks;
import io.saltern.api.minion.MasterPolicy;
import io.saltern.api.transport.Endpoint;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** Serves no master. */
@Component(property = MasterPolicy.PROPERTY + "=disable")
public final class NoMaster implements MasterPolicy {
  @Override
  public MasterChoice start(Settings minion, List<Endpoint> masters, MasterLinks links) {
    return new MasterChoice() {};
  }
}
