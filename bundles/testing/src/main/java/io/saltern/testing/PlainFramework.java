// SPDX-License-Identifier: Apache-2.0
package io.saltern.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/**
 * A Felix framework with Declarative Services and SLF4J, and nothing else, in a temporary
 * directory. Bundles come from the class path by symbolic name.
 */
public final class PlainFramework implements AutoCloseable {
  private static final String SCR = "org.apache.felix.scr";
  private static final Duration STOP = Duration.ofSeconds(60);
  private static final String SHARED_WITH_TESTS =
      "org.slf4j;version=1.7.36,org.slf4j.event;version=1.7.36,org.slf4j.helpers;version=1.7.36,"
          + "org.slf4j.spi;version=1.7.36,"
          + "org.osgi.service.component;version=1.5,org.osgi.service.component.runtime;version=1.5,"
          + "org.osgi.service.component.runtime.dto;version=1.5,"
          + "org.osgi.util.function;version=1.2,org.osgi.util.promise;version=1.3";

  private final ClassPathBundles classPath =
      new ClassPathBundles(PlainFramework.class.getClassLoader());
  private final Path storage;
  private final Framework framework;

  /** Starts the framework with Declarative Services in it. */
  public PlainFramework() {
    try {
      storage = Files.createTempDirectory("saltern-felix");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    framework =
        new FrameworkFactory()
            .newFramework(
                Map.of(
                    Constants.FRAMEWORK_STORAGE,
                    storage.toString(),
                    Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                    SHARED_WITH_TESTS,
                    "felix.log.level",
                    "1"));
    try {
      framework.start();
    } catch (BundleException e) {
      throw new AssertionError("the framework does not start", e);
    }
    start(List.of(install(SCR)));
  }

  /** The system bundle's context: sees every service. */
  public BundleContext context() {
    return framework.getBundleContext();
  }

  /**
   * Installs a bundle of the class path without starting it.
   *
   * @throws AssertionError when the class path has no such bundle
   */
  public Bundle install(String symbolicName) {
    String location =
        classPath
            .location(symbolicName)
            .orElseThrow(
                () ->
                    new AssertionError(
                        "no bundle "
                            + symbolicName
                            + " on the class path: neither a jar nor a target/classes whose"
                            + " META-INF/MANIFEST.MF names it"));
    try {
      return context().installBundle(location);
    } catch (BundleException e) {
      throw new AssertionError("cannot install " + symbolicName + " from " + location, e);
    }
  }

  /**
   * Starts bundles that are installed; fragments are attached only.
   *
   * @throws AssertionError when one does not start; the message names the packages that it misses
   *     and the bundles of the class path that export them
   */
  public void start(Collection<Bundle> bundles) {
    for (Bundle bundle : bundles) {
      if (!isFragment(bundle)) {
        try {
          bundle.start();
        } catch (BundleException e) {
          throw new AssertionError(
              bundle.getSymbolicName() + " does not start" + describeMissing(bundle), e);
        }
      }
    }
  }

  static boolean isFragment(Bundle bundle) {
    return (bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
  }

  private String describeMissing(Bundle bundle) {
    List<String> missing = new ArrayList<>();
    for (BundleRequirement need :
        bundle.adapt(BundleRevision.class).getDeclaredRequirements(null)) {
      String effective =
          need.getDirectives().getOrDefault(Constants.EFFECTIVE_DIRECTIVE, "resolve");
      boolean optional =
          Constants.RESOLUTION_OPTIONAL.equals(
              need.getDirectives().get(Constants.RESOLUTION_DIRECTIVE));
      if (effective.equals("resolve") && !optional && !isOffered(need)) {
        missing.add(describe(need));
      }
    }
    return missing.isEmpty() ? "" : "; it misses:\n  " + String.join("\n  ", missing);
  }

  private boolean isOffered(BundleRequirement need) {
    return Stream.of(context().getBundles())
        .flatMap(
            b ->
                b.adapt(BundleRevision.class).getDeclaredCapabilities(need.getNamespace()).stream())
        .anyMatch(need::matches);
  }

  private String describe(BundleRequirement need) {
    String filter = String.valueOf(need.getDirectives().get(Constants.FILTER_DIRECTIVE));
    String name = filter.replaceAll("(?s).*osgi\\.wiring\\.package=([\\w.]+).*", "$1");
    List<String> exporters = classPath.exportersOf(name);
    return need.getNamespace()
        + ' '
        + filter
        + (exporters.isEmpty()
            ? ""
            : exporters.stream()
                .collect(Collectors.joining(", ", " (on the class path exported by ", ")")));
  }

  /** Stops the framework and removes its directory. */
  @Override
  public void close() {
    try {
      framework.stop();
      framework.waitForStop(STOP.toMillis());
      deleteStorage();
    } catch (BundleException e) {
      throw new AssertionError("the framework does not stop", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while the framework stopped", e);
    }
  }

  private void deleteStorage() {
    try (Stream<Path> files = Files.walk(storage)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).collect(Collectors.toList())) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
