// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import io.saltern.api.master.AclMatcher;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The services that know minions by other than their ids, grains and pillars. */
@Component(service = Matchers.class)
public final class Matchers {
  private final Map<String, AclMatcher> byName = new ConcurrentHashMap<>();

  /** None yet. */
  @Activate
  public Matchers() {}

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindMatcher(AclMatcher matcher, Map<String, Object> properties) {
    byName.put(String.valueOf(properties.get(AclMatcher.NAME)), matcher);
  }

  void unbindMatcher(AclMatcher gone, Map<String, Object> properties) {
    byName.remove(String.valueOf(properties.get(AclMatcher.NAME)), gone);
  }

  /** The service of that name, or null while there is none. */
  @Nullable AclMatcher find(String name) {
    return byName.get(name);
  }
}
