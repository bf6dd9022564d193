// SPDX-License-Identifier: Apache-2.0
package io.saltern.provisioning.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.karaf.features.BundleInfo;
import org.apache.karaf.features.Dependency;
import org.apache.karaf.features.Feature;
import org.apache.karaf.features.FeaturesService;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.BundleRevision;

/** The features of this container whose names say that they are backends. */
record FeatureShelf(FeaturesService features, BundleContext context) implements Shelf {
  static final String PREFIX = "saltern-eauth-";

  /** What runs must not be restarted because something new is there, nor what is stopped. */
  private static final EnumSet<FeaturesService.Option> CAREFULLY =
      EnumSet.of(
          FeaturesService.Option.NoAutoRefreshBundles, FeaturesService.Option.NoAutoStartBundles);

  @Override
  public SortedSet<String> backends() throws IOException {
    SortedSet<String> names = new TreeSet<>();
    all()
        .map(Feature::getName)
        .filter(name -> name.startsWith(PREFIX))
        .forEach(name -> names.add(name.substring(PREFIX.length())));
    return names;
  }

  @Override
  public boolean isInstalled(String backend) throws IOException {
    return all()
        .filter(feature -> feature.getName().equals(PREFIX + backend))
        .anyMatch(features::isInstalled);
  }

  private Stream<Feature> all() throws IOException {
    try {
      return Arrays.stream(features.listFeatures());
    } catch (Exception e) {
      throw new IOException("the features cannot be listed", e);
    }
  }

  @Override
  public void install(String backend) throws IOException {
    Set<Long> before =
        Arrays.stream(context.getBundles()).map(Bundle::getBundleId).collect(Collectors.toSet());
    try {
      features.installFeature(PREFIX + backend, CAREFULLY);
      start(before, locations(Set.of(PREFIX + backend)));
    } catch (Exception e) {
      throw new IOException("the feature " + PREFIX + backend + " cannot be installed", e);
    }
  }

  /**
   * Starts what is new. Karaf also brings back bundles of other features that somebody has
   * uninstalled; those go again.
   */
  private void start(Set<Long> before, Set<String> wanted) throws IOException, BundleException {
    Set<String> known =
        locations(
            all().filter(features::isInstalled).map(Feature::getName).collect(Collectors.toSet()));
    List<Bundle> started = new ArrayList<>();
    for (Bundle bundle : context.getBundles()) {
      if (before.contains(bundle.getBundleId())) {
        continue;
      }
      if (wanted.contains(bundle.getLocation())) {
        started.add(bundle);
      } else if (known.contains(bundle.getLocation())) {
        bundle.uninstall();
      }
    }
    started.sort(
        Comparator.comparingInt(
            (Bundle bundle) -> bundle.adapt(BundleStartLevel.class).getStartLevel()));
    for (Bundle bundle : started) {
      if ((bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) == 0) {
        bundle.start(Bundle.START_ACTIVATION_POLICY);
      }
    }
  }

  /** Where the bundles of features are from, and of those that they need. */
  private Set<String> locations(Set<String> names) throws IOException {
    List<Feature> all = all().toList();
    Set<String> locations = new HashSet<>();
    Set<String> seen = new HashSet<>();
    List<String> open = new ArrayList<>(names);
    while (!open.isEmpty()) {
      String name = open.remove(open.size() - 1);
      if (seen.add(name)) {
        for (Feature found : all.stream().filter(one -> one.getName().equals(name)).toList()) {
          found.getBundles().stream().map(BundleInfo::getLocation).forEach(locations::add);
          found.getDependencies().stream().map(Dependency::getName).forEach(open::add);
        }
      }
    }
    return locations;
  }
}
