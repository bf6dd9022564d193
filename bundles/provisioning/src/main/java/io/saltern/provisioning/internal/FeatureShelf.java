// SPDX-License-Identifier: Apache-2.0
package io.saltern.provisioning.internal;

import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.karaf.features.Feature;
import org.apache.karaf.features.FeaturesService;

/** The features of this container whose names say that they are backends. */
record FeatureShelf(FeaturesService features) implements Shelf {
  static final String PREFIX = "saltern-eauth-";

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
    try {
      // what runs already must not be restarted because something new is there
      features.installFeature(
          PREFIX + backend, EnumSet.of(FeaturesService.Option.NoAutoRefreshBundles));
    } catch (Exception e) {
      throw new IOException("the feature " + PREFIX + backend + " cannot be installed", e);
    }
  }
}
