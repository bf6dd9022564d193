// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.ad.internal;

import io.saltern.api.config.AdOptions;
import io.saltern.api.config.Settings;
import io.saltern.ldap.ActiveDirectoryLogin;
import io.saltern.ldap.ActiveDirectoryRules;
import io.saltern.ldap.Credentials;
import io.saltern.ldap.Directory;
import io.saltern.ldap.DirectoryLogin;
import io.saltern.ldap.DomainSearch;
import io.saltern.ldap.LdapSettings;
import io.saltern.ldap.Query;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the settings say of logins, and is good.
 *
 * @param lookup who searches; null when the users themselves do
 */
record AdPlan(LdapSettings connection, @Nullable Credentials lookup, ActiveDirectoryRules rules) {
  static final String BACKEND = "ad";

  private static final String NAME = "sAMAccountName";
  private static final String GROUP = "group";

  /**
   * Reads.
   *
   * @param problems takes what is wrong, each with its place
   * @return empty when something is wrong
   */
  static Optional<AdPlan> of(Settings settings, List<String> problems) {
    int before = problems.size();
    AdReader reader = new AdReader(settings, problems);
    String domain = reader.domain();
    AdPlan plan =
        new AdPlan(
            reader.connection(domain),
            reader.lookup(),
            new ActiveDirectoryRules(
                reader.base(domain),
                Query.Scope.SUBTREE,
                new DomainSearch(domain),
                NAME,
                GROUP,
                NAME,
                settings.get(AdOptions.NESTED_GROUPS),
                settings.seconds(AdOptions.GROUP_CACHE)));
    try {
      plan.directory().close();
    } catch (IOException e) {
      reader.problem(AdOptions.CACERTFILE, String.valueOf(e.getMessage()));
    }
    return problems.size() > before ? Optional.empty() : Optional.of(plan);
  }

  private Directory directory() throws IOException {
    return new Directory(connection, lookup);
  }

  /**
   * Opens what logins need.
   *
   * @throws IOException when the settings are of no use; the message says where they are wrong
   */
  static DirectoryLogin open(Settings settings) throws IOException {
    List<String> problems = new ArrayList<>();
    Optional<AdPlan> plan = of(settings, problems);
    if (plan.isEmpty()) {
      throw new IOException(String.join("; ", problems));
    }
    return new ActiveDirectoryLogin(
        plan.get().directory(), plan.get().lookup() != null, plan.get().rules());
  }
}
