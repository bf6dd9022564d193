// SPDX-License-Identifier: Apache-2.0
package io.saltern.auth.internal;

import io.saltern.api.auth.BackendReport;
import io.saltern.api.auth.BackendSupply;
import io.saltern.api.auth.EauthBackend;
import io.saltern.api.auth.LoginDiagnosis;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
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

  private final Map<String, Origin> origins = new ConcurrentHashMap<>();
  private final LongFunction<@Nullable Bundle> bundles;
  private volatile @Nullable BackendSupply supply;

  /** Without any yet. */
  @Activate
  public Backends(BundleContext context) {
    this(context::getBundle);
  }

  /**
   * The same.
   *
   * @param bundles by their ids
   */
  Backends(LongFunction<@Nullable Bundle> bundles) {
    this.bundles = bundles;
  }

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
    String name = name(properties);
    if (properties.get("service.bundleid") instanceof Long id) {
      Bundle bundle = bundles.apply(id);
      if (bundle != null) {
        origins.put(name, Origin.of(bundle));
      }
    }
    lane(name).bind(backend, rank(properties));
  }

  private BackendLane lane(String name) {
    return lanes.computeIfAbsent(name, BackendLane::new);
  }

  private static int rank(Map<String, Object> properties) {
    return properties.get("service.ranking") instanceof Integer number ? number : 0;
  }

  void unbind(EauthBackend backend, Map<String, Object> properties) {
    BackendLane lane = lanes.get(name(properties));
    if (lane != null) {
      lane.unbind(backend);
    }
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindDiagnosis(LoginDiagnosis diagnosis, Map<String, Object> properties) {
    lane(name(properties)).bindDiagnosis(diagnosis, rank(properties));
  }

  void unbindDiagnosis(LoginDiagnosis diagnosis, Map<String, Object> properties) {
    BackendLane lane = lanes.get(name(properties));
    if (lane != null) {
      lane.unbindDiagnosis(diagnosis);
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
    return expects(name) ? Optional.of(lane(name)) : Optional.empty();
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

  /** What is known of each that is or was there, and of those of these names. */
  List<BackendReport> reports(Set<String> enabled, ToIntFunction<String> locked) {
    SortedSet<String> names = new TreeSet<>(enabled);
    names.addAll(lanes.keySet());
    return names.stream()
        .map(name -> report(name, enabled.contains(name), locked.applyAsInt(name)))
        .toList();
  }

  private BackendReport report(String name, boolean enabled, int locked) {
    BackendLane lane = lanes.get(name);
    Origin origin = origins.get(name);
    LaneFigures.Snapshot figures = (lane == null ? new LaneFigures() : lane.figures()).snapshot();
    return new BackendReport(
        name,
        enabled,
        state(name, lane, origin),
        origin == null ? "" : origin.bundle(),
        origin == null ? "" : origin.version(),
        figures.accepted(),
        figures.rejected(),
        figures.failed(),
        figures.median(),
        figures.last(),
        locked);
  }

  private String state(String name, @Nullable BackendLane lane, @Nullable Origin origin) {
    if (lane != null && lane.isPresent()) {
      return BackendReport.ACTIVE;
    }
    if (expects(name)) {
      return BackendReport.EXPECTED;
    }
    return origin == null ? BackendReport.MISSING : Origin.state(bundles.apply(origin.id()));
  }

  @Deactivate
  void close() {
    lanes.values().forEach(BackendLane::close);
  }
}
