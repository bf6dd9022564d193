// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.ldap.internal;

import io.saltern.api.config.LdapOptions;
import io.saltern.api.config.MasterOptions;
import io.saltern.api.config.Settings;
import io.saltern.ldap.DirectoryLogin;
import io.saltern.ldap.LdapSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the settings say of logins, and is good. */
record LdapPlan(LdapSettings connection, LoginWay way) {
  static final String BACKEND = "ldap";

  /** Whether the settings name the backend. */
  static boolean isNamed(Settings settings) {
    return settings.get(MasterOptions.EXTERNAL_AUTH).containsKey(BACKEND);
  }

  /**
   * Reads.
   *
   * @param problems takes what is wrong, each with its place
   * @return empty when something is wrong
   */
  static Optional<LdapPlan> of(Settings settings, List<String> problems) {
    int before = problems.size();
    Options options = new Options(settings, problems);
    Optional<LdapSettings> connection = options.connection();
    LoginWay way =
        options.get(LdapOptions.ACTIVEDIRECTORY) ? DomainRules.of(options) : LoginRules.of(options);
    if (problems.size() > before || connection.isEmpty()) {
      return Optional.empty();
    }
    LdapPlan plan = new LdapPlan(connection.get(), way);
    try {
      plan.open().close();
      return Optional.of(plan);
    } catch (IOException e) {
      options.problem(LdapOptions.CACERTFILE, e.getMessage());
      return Optional.empty();
    }
  }

  /** Opens what the logins need; the caller closes it. */
  DirectoryLogin open() throws IOException {
    return way.open(connection);
  }

  /**
   * Opens what logins need by these settings.
   *
   * @throws IOException when they are of no use; the message says where they are wrong
   */
  static DirectoryLogin open(Settings settings) throws IOException {
    List<String> problems = new ArrayList<>();
    Optional<LdapPlan> plan = of(settings, problems);
    if (plan.isEmpty()) {
      throw new IOException(String.join("; ", problems.stream().distinct().toList()));
    }
    return plan.get().open();
  }
}
