// SPDX-License-Identifier: Apache-2.0
package io.saltern.ldap;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How to reach a directory.
 *
 * @param servers those that hold it, the best first; at least one
 * @param verify whether certificates and the names in them are checked
 * @param authorities a PEM file of the certificates that vouch for the servers; null = those that
 *     Java trusts
 * @param connectTimeout how long one server has to take a connection, TLS included
 * @param timeout how long all servers together have for an answer
 * @param connections how many may be open at once for lookups, and how many for users
 */
public record LdapSettings(
    List<LdapServer> servers,
    boolean verify,
    @Nullable Path authorities,
    Duration connectTimeout,
    Duration timeout,
    int connections) {
  public LdapSettings {
    servers = List.copyOf(servers);
    if (servers.isEmpty() || connections < 1) {
      throw new IllegalArgumentException("needs a server and a connection");
    }
  }
}
