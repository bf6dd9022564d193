// SPDX-License-Identifier: Apache-2.0
package io.saltern.config.internal;

import io.saltern.api.config.ConfigurationException;
import io.saltern.api.config.PresentSettings;
import io.saltern.api.config.Settings;
import io.saltern.api.config.SettingsCheck;
import io.saltern.api.config.SettingsReloader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Dictionary;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The services of one role. The files are read when somebody first asks for the settings. */
final class SettingsOfRole implements SettingsReloader, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SettingsOfRole.class);

  private final BundleContext context;
  private final Role role;
  private final Path configDir;
  private final Consumer<List<String>> fatal;
  private final Dictionary<String, Object> properties;
  private final Set<String> warned = new HashSet<>();
  private final ServiceRegistration<SettingsReloader> reloader;
  private final ServiceRegistration<PresentSettings> present;
  private ServiceRegistration<Settings> registration;
  private volatile @Nullable FileSettings current;
  private boolean failed;

  SettingsOfRole(BundleContext context, Role role, Path configDir, Consumer<List<String>> fatal) {
    this.context = context;
    this.role = role;
    this.configDir = configDir;
    this.fatal = fatal;
    properties = FrameworkUtil.asDictionary(Map.of(Settings.ROLE, role.fileName()));
    registration = context.registerService(Settings.class, new FirstUse<>(s -> s), properties);
    present =
        context.registerService(
            PresentSettings.class, new FirstUse<PresentSettings>(s -> this::now), properties);
    reloader = context.registerService(SettingsReloader.class, this, properties);
  }

  @Override
  public synchronized void reload() throws ConfigurationException {
    FileSettings fresh = load();
    if (fresh.equals(current)) {
      return;
    }
    check(fresh);
    current = fresh;
    // the new one is there before the old one goes: nobody finds none
    ServiceRegistration<Settings> old = registration;
    registration = context.registerService(Settings.class, fresh, properties);
    old.unregister();
  }

  /** Reloads what somebody uses, and nothing else. */
  synchronized void reloadIfUsed() throws ConfigurationException {
    if (current != null) {
      reload();
      LOG.info("The configuration of the {} was read again", role.fileName());
    }
  }

  /** Asks the bundles that use the settings. */
  private void check(FileSettings fresh) throws ConfigurationException {
    List<String> problems = new ArrayList<>();
    for (ServiceReference<SettingsCheck> reference : checks()) {
      SettingsCheck check = context.getService(reference);
      if (check != null) {
        problems.addAll(check.problems(fresh));
        context.ungetService(reference);
      }
    }
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
  }

  private Collection<ServiceReference<SettingsCheck>> checks() {
    try {
      return context.getServiceReferences(
          SettingsCheck.class, "(" + Settings.ROLE + "=" + role.fileName() + ")");
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException("the name of a role does not fit a filter", e);
    }
  }

  private synchronized @Nullable Settings firstUse() {
    if (current == null && !failed) {
      try {
        current = load();
      } catch (ConfigurationException e) {
        failed = true;
        fatal.accept(e.problems());
      }
    }
    return current;
  }

  private Settings now() {
    Settings known = current;
    if (known == null) {
      throw new IllegalStateException("the settings of the " + role.fileName() + " are not there");
    }
    return known;
  }

  private FileSettings load() throws ConfigurationException {
    SettingsLoader.Loaded loaded = SettingsLoader.load(role, configDir);
    loaded.warnings().stream().filter(warned::add).forEach(LOG::warn);
    return loaded.settings();
  }

  @Override
  public void close() {
    reloader.unregister();
    present.unregister();
    ServiceRegistration<Settings> last;
    synchronized (this) {
      last = registration;
    }
    last.unregister();
  }

  /** A service that is there only when the settings are good. */
  private final class FirstUse<S> implements ServiceFactory<S> {
    private final Function<Settings, S> made;

    FirstUse(Function<Settings, S> made) {
      this.made = made;
    }

    // the framework takes null for "no service", and reports it
    @Override
    @SuppressWarnings("NullAway")
    public S getService(Bundle bundle, ServiceRegistration<S> asked) {
      Settings settings = firstUse();
      return settings == null ? null : made.apply(settings);
    }

    @Override
    public void ungetService(Bundle bundle, ServiceRegistration<S> asked, S service) {
      // the snapshot stays
    }
  }
}
