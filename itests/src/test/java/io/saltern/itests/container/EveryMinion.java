// SPDX-License-Identifier: Apache-2.0
package io.saltern.itests.container;

import io.saltern.api.MinionId;
import io.saltern.api.master.AclMatcher;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** A bundle of this class alone, by which {@code every('...')} means every minion. */
public final class EveryMinion implements BundleActivator, AclMatcher {
  /** The system property that says that one was asked after it had stopped. */
  static final String ASKED_TOO_LATE = "saltern.itests.asked.too.late";

  private ServiceRegistration<AclMatcher> registration;
  private volatile boolean stopped;

  /** The bundle's jar. */
  static InputStream jar() throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Bundle-ManifestVersion", "2");
    main.putValue("Bundle-SymbolicName", "every-minion");
    main.putValue("Bundle-Activator", EveryMinion.class.getName());
    main.putValue("Import-Package", "org.osgi.framework,io.saltern.api,io.saltern.api.master");
    String name = EveryMinion.class.getName().replace('.', '/') + ".class";
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(bytes, manifest);
        InputStream itself = EveryMinion.class.getClassLoader().getResourceAsStream(name)) {
      jar.putNextEntry(new JarEntry(name));
      itself.transferTo(jar);
    }
    return new ByteArrayInputStream(bytes.toByteArray());
  }

  @Override
  public void start(BundleContext context) {
    Dictionary<String, Object> properties = new Hashtable<>();
    properties.put(AclMatcher.NAME, "every");
    registration = context.registerService(AclMatcher.class, this, properties);
  }

  @Override
  public void stop(BundleContext context) {
    // as Declarative Services do: first the service goes, then what it needs
    registration.unregister();
    stopped = true;
  }

  @Override
  public boolean matches(String argument, MinionId minion) {
    if (stopped) {
      System.setProperty(ASKED_TOO_LATE, argument);
    }
    return true;
  }
}
