// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.internal;

import io.saltern.api.channel.ClientChannelFactory;
import io.saltern.api.config.MinionOptions;
import io.saltern.api.config.Settings;
import io.saltern.api.crypto.KeyCodec;
import io.saltern.api.crypto.KeyFormatException;
import io.saltern.api.log.LogLevels;
import io.saltern.api.minion.MasterPolicy;
import io.saltern.api.program.StartSignal;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MarkerFactory;

/**
 * Keeps a minion at work while there is everything it needs, the policy that the setting {@code
 * master_type} names included. Rests where another program than the minion runs.
 */
@Component(
    immediate = true,
    service = {})
public final class Daemon {
  /** The framework property that names the program. */
  static final String PROGRAM = "saltern.program";

  static final String SALT_MINION = "salt-minion";

  private static final int EX_GENERIC = 1;
  private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);

  private final Settings settings;
  private final State state;
  private final Jobs jobs;
  private final KeyCodec codec;
  private final ClientChannelFactory channels;
  private final Masters masters;
  private final MasterLines lines;
  private final boolean resting;
  private final Map<MasterPolicy, String> policies = new LinkedHashMap<>();
  private @Nullable Minion minion;
  private @Nullable MasterPolicy active;
  private boolean stopped;

  @Activate
  public Daemon(
      @Reference(target = "(" + Settings.ROLE + "=" + Settings.MINION + ")") Settings settings,
      @Reference State state,
      @Reference Jobs jobs,
      @Reference KeyCodec codec,
      @Reference ClientChannelFactory channels,
      @Reference Masters masters,
      @Reference MasterLines lines,
      BundleContext context) {
    this.settings = settings;
    this.state = state;
    this.jobs = jobs;
    this.codec = codec;
    this.channels = channels;
    this.masters = masters;
    this.lines = lines;
    String program = context.getProperty(PROGRAM);
    this.resting = program != null && !program.equals(SALT_MINION);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  synchronized void bindPolicy(MasterPolicy policy, Map<String, Object> properties) {
    policies.put(policy, String.valueOf(properties.get(MasterPolicy.PROPERTY)));
    begin();
  }

  synchronized void unbindPolicy(MasterPolicy policy) {
    policies.remove(policy);
    if (policy == active) {
      end();
      begin();
    }
  }

  private void begin() {
    String wanted = settings.get(MinionOptions.MASTER_TYPE);
    if (resting || stopped || minion != null) {
      return;
    }
    policies.entrySet().stream()
        .filter(entry -> entry.getValue().equals(wanted))
        .map(Map.Entry::getKey)
        .findFirst()
        .ifPresent(this::begin);
  }

  private void begin(MasterPolicy policy) {
    try {
      active = policy;
      minion =
          new Minion(
              new Minion.Parts(
                  settings, state, jobs, jobs.proc(), codec, channels, masters, lines, policy),
              Daemon::exit);
      started();
    } catch (IOException | KeyFormatException | IllegalArgumentException e) {
      LOG.error(
          MarkerFactory.getMarker(LogLevels.CRITICAL), "The minion cannot start: {}", e.toString());
      exit(EX_GENERIC);
    }
  }

  private static void started() {
    try {
      StartSignal.send();
    } catch (IOException e) {
      LOG.warn("The script that started the minion does not wait any more: {}", e.toString());
    }
  }

  private void end() {
    Minion current = minion;
    minion = null;
    active = null;
    if (current != null) {
      current.close();
    }
  }

  @Deactivate
  synchronized void deactivate() {
    stopped = true;
    end();
  }

  /** Ends the process from a thread of its own: the caller holds locks that the end needs. */
  private static void exit(int code) {
    Thread exit = new Thread(() -> System.exit(code), "minion-exit");
    exit.setDaemon(true);
    exit.start();
  }
}
