// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import io.saltern.api.MinionId;
import io.saltern.api.master.AclMatcher;
import io.saltern.api.swap.ServiceMissingException;
import io.saltern.api.swap.ServiceSlot;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The services that know minions by other than their ids, grains and pillars. */
@Component(service = Matchers.class)
public final class Matchers implements ForeignMinions {
  private static final Logger LOG = LoggerFactory.getLogger(Matchers.class);

  /** How long a decision waits for a service that is being replaced. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Map<String, ServiceSlot<AclMatcher>> byName = new ConcurrentHashMap<>();

  /** None yet. */
  @Activate
  public Matchers() {}

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindMatcher(AclMatcher matcher, Map<String, Object> properties) {
    int rank = properties.get("service.ranking") instanceof Integer number ? number : 0;
    byName
        .computeIfAbsent(name(properties), n -> new ServiceSlot<>("matcher " + n, PATIENCE))
        .bind(matcher, rank);
  }

  void unbindMatcher(AclMatcher gone, Map<String, Object> properties) {
    ServiceSlot<AclMatcher> slot = byName.get(name(properties));
    if (slot != null) {
      slot.unbind(gone);
    }
  }

  private static String name(Map<String, Object> properties) {
    return String.valueOf(properties.get(AclMatcher.NAME));
  }

  @Override
  public boolean present(String name) {
    ServiceSlot<AclMatcher> slot = byName.get(name);
    return slot != null && slot.isExpected();
  }

  @Override
  public Optional<Boolean> meant(String name, String argument, MinionId minion) {
    ServiceSlot<AclMatcher> slot = byName.get(name);
    if (slot == null || !slot.isExpected()) {
      return Optional.empty();
    }
    try {
      return Optional.of(slot.call(matcher -> matcher.matches(argument, minion)));
    } catch (ServiceMissingException e) {
      return Optional.empty();
    } catch (RuntimeException e) {
      LOG.warn("{}('{}') cannot tell about {}: {}", name, argument, minion, e.toString());
      return Optional.empty();
    }
  }
}
