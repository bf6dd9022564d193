// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.failover.internal;

import io.saltern.api.config.MinionOptions;
import io.saltern.api.config.Settings;
import io.saltern.api.log.LogLevels;
import io.saltern.api.minion.MasterChoice;
import io.saltern.api.minion.MasterLinks;
import io.saltern.api.minion.MasterPolicy;
import io.saltern.api.minion.MinionState;
import io.saltern.api.transport.Endpoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MarkerFactory;

/** Serves one master of the list, and the next when that fails. */
@Component(property = MasterPolicy.PROPERTY + "=failover")
public final class FailoverPolicy implements MasterPolicy {
  private static final Logger LOG = LoggerFactory.getLogger(FailoverPolicy.class);

  private final MinionState minion;

  @Activate
  public FailoverPolicy(@Reference MinionState minion) {
    this.minion = minion;
  }

  @Override
  public MasterChoice start(Settings settings, List<Endpoint> masters, MasterLinks links) {
    if (settings.get(MinionOptions.MASTER_SHUFFLE)) {
      LOG.warn(
          "Use of 'master_shuffle' detected. 'master_shuffle' is deprecated in favor of"
              + " 'random_master'. Please update your minion config file.");
    }
    if (settings.get(MinionOptions.RETRY_DNS) != 0) {
      LOG.error(
          MarkerFactory.getMarker(LogLevels.CRITICAL),
          "'master_type' set to 'failover' but 'retry_dns' is not 0. Setting 'retry_dns' to 0 to"
              + " failover to the next master on DNS errors.");
    }
    boolean random =
        settings.get(MinionOptions.RANDOM_MASTER) || settings.get(MinionOptions.MASTER_SHUFFLE);
    UnaryOperator<List<Endpoint>> shuffle =
        random ? FailoverPolicy::shuffled : UnaryOperator.identity();
    Order order = new Order(masters, shuffle, settings.get(MinionOptions.MASTER_FAILBACK));
    return Start.with(settings, order, links, minion.id());
  }

  private static List<Endpoint> shuffled(List<Endpoint> masters) {
    List<Endpoint> copy = new ArrayList<>(masters);
    Collections.shuffle(copy);
    return copy;
  }

  /** Whoever is served takes answers to all jobs: their master may be gone. */
  @Override
  public boolean mayReturn(Endpoint publisher, Endpoint served) {
    return true;
  }
}
