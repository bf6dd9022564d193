// SPDX-License-Identifier: Apache-2.0
package io.saltern.testing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/**
 * Proves that a bundle resolves and starts in a plain OSGi framework.
 *
 * <pre>{@code
 * @Test
 * void startsInAPlainFramework() {
 *   OsgiSmoke.assertStarts("io.saltern.wire", "io.saltern.api", "org.msgpack.core");
 * }
 * }</pre>
 */
public final class OsgiSmoke {
  private OsgiSmoke() {}

  /**
   * Installs bundles of the class path in a {@link PlainFramework}, starts them and looks for their
   * components.
   *
   * @param symbolicName the bundle under test, usually from its {@code target/classes}
   * @param dependencies the symbolic names of the bundles it needs, in any order; Declarative
   *     Services and SLF4J are there already
   * @throws AssertionError when one is not on the class path or does not start (the message names
   *     what it misses), or when a component that the bundle under test declares is unknown to
   *     Declarative Services or fails to activate
   */
  public static void assertStarts(String symbolicName, String... dependencies) {
    try (PlainFramework framework = new PlainFramework()) {
      List<Bundle> bundles = new ArrayList<>();
      for (String dependency : dependencies) {
        bundles.add(framework.install(dependency));
      }
      Bundle underTest = framework.install(symbolicName);
      bundles.add(underTest);
      framework.start(bundles);
      for (Bundle bundle : bundles) {
        assertRuns(bundle);
      }
      assertComponents(framework.context(), underTest);
    }
  }

  private static void assertRuns(Bundle bundle) {
    int wanted = PlainFramework.isFragment(bundle) ? Bundle.RESOLVED : Bundle.ACTIVE;
    if (bundle.getState() != wanted) {
      throw new AssertionError(
          bundle.getSymbolicName() + " is in state " + bundle.getState() + ", not " + wanted);
    }
  }

  private static void assertComponents(BundleContext context, Bundle bundle) {
    Set<String> declared = declaredComponents(bundle);
    if (declared.isEmpty()) {
      return;
    }
    ServiceReference<ServiceComponentRuntime> reference =
        context.getServiceReference(ServiceComponentRuntime.class);
    ServiceComponentRuntime runtime = context.getService(reference);
    Await.until(
        "components of " + bundle.getSymbolicName() + ": " + declared,
        () -> names(runtime.getComponentDescriptionDTOs(bundle)).containsAll(declared));
    for (ComponentDescriptionDTO component : runtime.getComponentDescriptionDTOs(bundle)) {
      for (ComponentConfigurationDTO instance : runtime.getComponentConfigurationDTOs(component)) {
        if (instance.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
          throw new AssertionError(component.name + " does not activate: " + instance.failure);
        }
      }
    }
    context.ungetService(reference);
  }

  private static Set<String> declaredComponents(Bundle bundle) {
    String header = Optional.ofNullable(bundle.getHeaders().get("Service-Component")).orElse("");
    return Stream.of(header.split(",", -1))
        .map(entry -> entry.strip().replaceAll(".*/|\\.xml$", ""))
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> names(Collection<ComponentDescriptionDTO> components) {
    return components.stream().map(c -> c.name).collect(Collectors.toSet());
  }
}
