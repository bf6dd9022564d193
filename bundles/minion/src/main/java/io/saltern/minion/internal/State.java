// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.internal;

import io.saltern.api.MinionId;
import io.saltern.api.config.IdSource;
import io.saltern.api.config.MinionOptions;
import io.saltern.api.config.Settings;
import io.saltern.api.config.Yaml;
import io.saltern.api.minion.GrainsProvider;
import io.saltern.api.minion.MinionState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The minion's name, grains and pillar. Grains are gathered when they are first asked for: those of
 * the providers, then those of the file {@code grains} beside the configuration, then those in the
 * configuration.
 */
@Component(service = {MinionState.class, State.class})
public final class State implements MinionState {
  private static final Logger LOG = LoggerFactory.getLogger(State.class);

  /** The framework property that names the minion in place of the configuration. */
  static final String ID_PROPERTY = "saltern.id";

  private final Settings settings;
  private final Yaml yaml;
  private final List<GrainsProvider> providers;
  private final MinionId id;
  private @Nullable Map<String, @Nullable Object> grains;
  private volatile Map<String, @Nullable Object> pillar = Map.of();
  private volatile boolean pillarKnown;

  @Activate
  public State(
      @Reference(target = "(" + Settings.ROLE + "=" + Settings.MINION + ")") Settings settings,
      @Reference Yaml yaml,
      @Reference IdSource ids,
      @Reference(cardinality = ReferenceCardinality.AT_LEAST_ONE) List<GrainsProvider> providers,
      BundleContext context) {
    this.settings = settings;
    this.yaml = yaml;
    this.providers = List.copyOf(providers);
    this.id =
        Optional.ofNullable(context.getProperty(ID_PROPERTY))
            .map(MinionId::new)
            .orElseGet(() -> ids.minionId(settings));
  }

  @Override
  public MinionId id() {
    return id;
  }

  @Override
  public synchronized Map<String, @Nullable Object> grains() {
    if (grains == null) {
      grains = gather();
    }
    return grains;
  }

  @Override
  public synchronized void refreshGrains() {
    grains = gather();
  }

  private Map<String, @Nullable Object> gather() {
    Map<String, @Nullable Object> gathered = new LinkedHashMap<>();
    gathered.put("id", id.value());
    providers.forEach(provider -> gathered.putAll(provider.grains(settings)));
    gathered.putAll(ofFile(settings.configDir().resolve("grains")));
    gathered.putAll(settings.get(MinionOptions.GRAINS));
    return Collections.unmodifiableMap(gathered);
  }

  private Map<String, @Nullable Object> ofFile(Path file) {
    Map<String, @Nullable Object> read = new LinkedHashMap<>();
    if (!Files.isRegularFile(file)) {
      return read;
    }
    try {
      Object value = yaml.read(Files.readString(file));
      if (value instanceof Map<?, ?> map) {
        map.forEach((name, grain) -> read.put(String.valueOf(name), grain));
      } else if (value != null) {
        LOG.warn("{} holds no map: its grains are not used", file);
      }
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn("{} cannot be read: its grains are not used: {}", file, e.toString());
    }
    return read;
  }

  @Override
  public Map<String, @Nullable Object> pillar() {
    return pillar;
  }

  /** Whether a master has sent a pillar since the start. */
  boolean pillarKnown() {
    return pillarKnown;
  }

  /** Takes what a master sent. */
  void pillar(Map<String, @Nullable Object> fresh) {
    pillar = Collections.unmodifiableMap(new LinkedHashMap<>(fresh));
    pillarKnown = true;
  }
}
