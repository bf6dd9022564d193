// SPDX-License-Identifier: Apache-2.0
package io.saltern.auth.internal;

import io.saltern.api.auth.BackendSupply;
import io.saltern.api.auth.EauthBackend;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The backends that are there, by name. */
@Component(service = Backends.class)
public final class Backends {
  private final Map<String, BackendLane> lanes = new ConcurrentHashMap<>();

  private volatile @Nullable BackendSupply supply;

  /** Without any yet. */
  @Activate
  public Backends() {}

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void bindSupply(BackendSupply present) {
    supply = present;
  }

  void unbindSupply(BackendSupply gone) {
    if (supply == gone) {
      supply = null;
    }
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "unbind")
  void bind(EauthBackend backend, Map<String, Object> properties) {
    int rank = properties.get("service.ranking") instanceof Integer number ? number : 0;
    lanes.computeIfAbsent(name(properties), BackendLane::new).bind(backend, rank);
  }

  void unbind(EauthBackend backend, Map<String, Object> properties) {
    BackendLane lane = lanes.get(name(properties));
    if (lane != null) {
      lane.unbind(backend);
    }
  }

  private static String name(Map<String, Object> properties) {
    return String.valueOf(properties.get(EauthBackend.PROPERTY));
  }

  /**
   * The backend of that name: one that is there, was a moment ago, or will be in a moment.
   *
   * @param name one that the settings enable
   */
  Optional<BackendLane> find(String name) {
    BackendLane lane = lanes.get(name);
    if (lane != null && lane.exists()) {
      return Optional.of(lane);
    }
    return expects(name)
        ? Optional.of(lanes.computeIfAbsent(name, BackendLane::new))
        : Optional.empty();
  }

  private boolean expects(String name) {
    BackendSupply now = supply;
    return now != null && now.expects(name);
  }

  /** Whether there is one as {@link #find} finds it. */
  boolean has(String name) {
    BackendLane lane = lanes.get(name);
    return (lane != null && lane.exists()) || expects(name);
  }

  SortedSet<String> names() {
    SortedSet<String> names = new TreeSet<>();
    lanes.forEach(
        (name, lane) -> {
          if (lane.exists()) {
            names.add(name);
          }
        });
    return names;
  }

  @Deactivate
  void close() {
    lanes.values().forEach(BackendLane::close);
  }
}
