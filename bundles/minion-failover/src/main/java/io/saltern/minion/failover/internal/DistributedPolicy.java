// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.failover.internal;

import io.saltern.api.MinionId;
import io.saltern.api.config.Settings;
import io.saltern.api.minion.MasterChoice;
import io.saltern.api.minion.MasterLinks;
import io.saltern.api.minion.MasterPolicy;
import io.saltern.api.minion.MinionState;
import io.saltern.api.transport.Endpoint;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Spreads minions over the masters: each prefers one, always the same, by its id. When that fails
 * its minions spread over the others.
 */
@Component(property = MasterPolicy.PROPERTY + "=distributed")
public final class DistributedPolicy implements MasterPolicy {
  private static final Logger LOG = LoggerFactory.getLogger(DistributedPolicy.class);

  private final MinionState minion;

  @Activate
  public DistributedPolicy(@Reference MinionState minion) {
    this.minion = minion;
  }

  @Override
  public MasterChoice start(Settings settings, List<Endpoint> masters, MasterLinks links) {
    if (masters.size() < 2) {
      LOG.warn("master_type = distributed needs more than 1 master.");
    }
    List<Endpoint> preferred = preferred(minion.id(), masters);
    LOG.info("Distributed to the master at '{}'.", preferred.get(0).host());
    Order order = new Order(preferred, UnaryOperator.identity(), false);
    return Start.with(settings, order, links, minion.id());
  }

  /** All masters: first the one at the place that Salt computes, the others as if by lot. */
  static List<Endpoint> preferred(MinionId id, List<Endpoint> masters) {
    List<Endpoint> distinct = List.copyOf(new LinkedHashSet<>(masters));
    Endpoint first = distinct.get((int) (crc32(id.value()) % distinct.size()));
    List<Endpoint> order = new ArrayList<>(distinct);
    order.remove(first);
    order.sort(Comparator.comparingLong(master -> crc32(id + "@" + master)));
    order.add(0, first);
    return List.copyOf(order);
  }

  private static long crc32(String text) {
    CRC32 sum = new CRC32();
    sum.update(text.getBytes(StandardCharsets.UTF_8));
    return sum.getValue();
  }

  @Override
  public boolean mayReturn(Endpoint publisher, Endpoint served) {
    return true;
  }
}
