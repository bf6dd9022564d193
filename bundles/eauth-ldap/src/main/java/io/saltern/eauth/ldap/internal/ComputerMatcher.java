// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.ldap.internal;

import io.saltern.api.MinionId;
import io.saltern.api.config.LdapOptions;
import io.saltern.api.config.Settings;
import io.saltern.api.master.AclMatcher;
import io.saltern.ldap.Directory;
import io.saltern.ldap.LdapSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Names minions by the computers of a directory: {@code ldap('OU=Web,DC=example,DC=com')}. */
@Component(property = AclMatcher.NAME + "=ldap")
public final class ComputerMatcher implements AclMatcher {
  private static final Logger LOG = LoggerFactory.getLogger(ComputerMatcher.class);

  /** How long a decision waits for what is just being read for the first time. */
  private static final long FIRST_SECONDS = 2;

  private @Nullable Settings settings;
  private volatile @Nullable KnownComputers present;
  private volatile String problem = "the master's settings are gone";

  /** Waits for its settings. */
  @Activate
  public ComputerMatcher() {}

  @Reference(
      target = "(" + Settings.ROLE + "=" + Settings.MASTER + ")",
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  synchronized void bindSettings(Settings fresh) {
    KnownComputers old = present;
    settings = fresh;
    present = open(fresh);
    if (old != null) {
      old.close();
    }
  }

  synchronized void unbindSettings(Settings gone) {
    if (settings == gone) {
      settings = null;
      problem = "the master's settings are gone";
      close();
    }
  }

  @Deactivate
  synchronized void close() {
    KnownComputers old = present;
    present = null;
    if (old != null) {
      old.close();
    }
  }

  private @Nullable KnownComputers open(Settings fresh) {
    List<String> problems = new ArrayList<>();
    Optional<Computers> computers = computers(fresh, problems);
    if (computers.isEmpty()) {
      problem = String.join("; ", problems);
      if (!ComputerRules.of(fresh).isEmpty()) {
        LOG.warn("Rules by ldap(...) allow nothing: {}", problem);
      }
      return null;
    }
    return new KnownComputers(
        computers.get(), ComputerRules.of(fresh), fresh.seconds(LdapOptions.MINION_REFRESH));
  }

  /**
   * How to find computers.
   *
   * @param problems takes why they cannot be found
   */
  static Optional<Computers> computers(Settings settings, List<String> problems) {
    Options options = new Options(settings, problems);
    int before = problems.size();
    Optional<LdapSettings> connection = options.connection();
    if (options.lookup().isEmpty() && !options.get(LdapOptions.ANONYMOUS)) {
      options.problem(
          LdapOptions.BINDPW,
          "computers are not searched by those who log in: needs binddn and bindpw, or anonymous");
    }
    if (problems.size() > before || connection.isEmpty()) {
      return Optional.empty();
    }
    List<String> stripped =
        options.get(LdapOptions.MINION_STRIPDOMAINS).stream()
            .filter(domain -> !domain.isEmpty())
            .map(domain -> domain.toLowerCase(Locale.ROOT))
            .toList();
    try {
      return Optional.of(
          new Computers(new Directory(connection.get(), options.lookup().orElse(null)), stripped));
    } catch (IOException e) {
      options.problem(LdapOptions.CACERTFILE, e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException while the directory does not tell
   */
  @Override
  public boolean matches(String argument, MinionId minion) {
    KnownComputers known = present;
    if (known == null) {
      throw new IllegalStateException(problem);
    }
    try {
      return known.below(argument).get(FIRST_SECONDS, TimeUnit.SECONDS).contains(minion.value());
    } catch (ExecutionException e) {
      throw new IllegalStateException(String.valueOf(e.getCause()), e);
    } catch (TimeoutException e) {
      throw new IllegalStateException("the directory has not answered yet", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
