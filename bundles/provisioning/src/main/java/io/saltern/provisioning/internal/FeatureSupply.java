// SPDX-License-Identifier: Apache-2.0
package io.saltern.provisioning.internal;

import io.saltern.api.auth.BackendSupply;
import io.saltern.api.auth.EauthBackend;
import io.saltern.api.config.MasterOptions;
import io.saltern.api.config.Settings;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.karaf.features.BootFinished;
import org.apache.karaf.features.FeaturesService;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Installs the feature of each backend that {@code external_auth} names, once: what an
 * administrator takes away afterwards stays away until the configuration names it anew.
 */
@Component(service = BackendSupply.class, immediate = true)
public final class FeatureSupply implements BackendSupply {
  private static final Logger LOG = LoggerFactory.getLogger(FeatureSupply.class);

  /** How long a bundle that was put into a folder may take, until its absence is an error. */
  private static final Duration GRACE = Duration.ofSeconds(3);

  private static final long IDLE_SECONDS = 5;

  private final Shelf shelf;
  private final Present present;
  private final KnownBackends known;
  private final Duration grace;
  private final ScheduledThreadPoolExecutor worker;

  /** Of what the configuration names, that which will not come by itself any more. */
  private final Set<String> settled = ConcurrentHashMap.newKeySet();

  private volatile Set<String> configured = Set.of();
  private volatile @Nullable Settings settings;
  private volatile boolean booted;

  /** The backends that are there now. */
  interface Present {
    SortedSet<String> names();
  }

  /** Waits for the end of the start. */
  @Activate
  public FeatureSupply(@Reference FeaturesService features, BundleContext context) {
    this(
        new FeatureShelf(features, context),
        () -> present(context),
        new KnownBackends(Objects.requireNonNull(context.getDataFile("backends")).toPath()),
        GRACE);
  }

  FeatureSupply(Shelf shelf, Present present, KnownBackends known, Duration grace) {
    this.shelf = shelf;
    this.present = present;
    this.known = known;
    this.grace = grace;
    worker =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "saltern-provisioning");
              thread.setDaemon(true);
              return thread;
            });
    worker.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    worker.allowCoreThreadTimeOut(true);
  }

  private static SortedSet<String> present(BundleContext context) {
    SortedSet<String> names = new TreeSet<>();
    try {
      context
          .getServiceReferences(EauthBackend.class, null)
          .forEach(
              backend -> names.add(String.valueOf(backend.getProperty(EauthBackend.PROPERTY))));
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException("there is no filter", e);
    }
    return names;
  }

  @Reference(
      target = "(" + Settings.ROLE + "=" + Settings.MASTER + ")",
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindSettings(Settings fresh) {
    settings = fresh;
    configured = Set.copyOf(fresh.get(MasterOptions.EXTERNAL_AUTH).keySet());
    settled.retainAll(configured);
    worker.execute(this::supply);
  }

  void unbindSettings(Settings gone) {
    if (settings == gone) {
      settings = null;
    }
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void bindBoot(BootFinished finished) {
    LOG.debug("{}: backends that are not there are installed now", finished);
    booted = true;
    worker.execute(this::supply);
  }

  void unbindBoot(BootFinished gone) {
    LOG.debug("{} is gone", gone);
  }

  @Override
  public boolean expects(String eauth) {
    return configured.contains(eauth) && !settled.contains(eauth);
  }

  private void supply() {
    Settings now = settings;
    if (!booted || now == null) {
      return;
    }
    Set<String> names = now.get(MasterOptions.EXTERNAL_AUTH).keySet();
    try {
      Set<String> before = known.read();
      Set<String> after = new TreeSet<>(before);
      after.retainAll(names);
      names.stream().filter(name -> isThere(name, after)).forEach(after::add);
      if (!after.equals(before)) {
        known.write(after);
      }
    } catch (IOException | RuntimeException e) {
      LOG.error("The backends that external_auth names cannot be seen to", e);
    } finally {
      settled.addAll(names);
    }
  }

  /** Sees to it, if that has not been done before. */
  private boolean isThere(String name, Set<String> seenTo) {
    try {
      if (seenTo.contains(name) || present.names().contains(name) || shelf.isInstalled(name)) {
        return true;
      }
      if (!shelf.backends().contains(name)) {
        var unused = worker.schedule(() -> complain(name), grace.toMillis(), TimeUnit.MILLISECONDS);
        return false;
      }
      LOG.info("external_auth names the backend {}, whose feature is installed now", name);
      shelf.install(name);
      return true;
    } catch (IOException e) {
      LOG.error("The backend {}, which external_auth names, is not there", name, e);
      return false;
    } finally {
      settled.add(name);
    }
  }

  private void complain(String name) {
    Settings now = settings;
    if (now == null || !configured.contains(name) || present.names().contains(name)) {
      return;
    }
    SortedSet<String> all = new TreeSet<>(present.names());
    try {
      all.addAll(shelf.backends());
    } catch (IOException e) {
      LOG.error("Not all backends can be told", e);
    }
    LOG.error(
        "{}: external_auth: there is no authentication backend {}; there are {}",
        now.place(MasterOptions.EXTERNAL_AUTH, name).orElse("settings"),
        name,
        String.join(", ", all));
  }

  @Deactivate
  void close() {
    worker.shutdownNow();
  }
}
