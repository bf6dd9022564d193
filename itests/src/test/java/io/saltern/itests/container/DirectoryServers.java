// SPDX-License-Identifier: Apache-2.0
package io.saltern.itests.container;

import io.saltern.testing.ldap.ActiveDirectory;
import io.saltern.testing.ldap.Slapd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** An OpenLDAP server and a domain controller. */
public final class DirectoryServers implements Surroundings {
  private final Slapd slapd;
  private final ActiveDirectory domain;

  /** Starts both at the same time. */
  public DirectoryServers() throws IOException {
    CompletableFuture<Slapd> starting =
        CompletableFuture.supplyAsync(() -> new Slapd(Slapd.Flavour.OPENLDAP, false));
    domain = ActiveDirectory.started();
    slapd = starting.join();
  }

  @Override
  public Map<String, String> properties() {
    return Map.of(
        "saltern.slapd.port",
        Integer.toString(slapd.port()),
        "saltern.domain.address",
        domain.address(),
        "saltern.domain.authority",
        domain.authority().toString());
  }

  /**
   * The lines of a configuration that lead a master in the container to them.
   *
   * @param root its {@code root_dir}
   */
  static String configuration(Path root) throws IOException {
    Path authority = root.resolve("authority.pem");
    Files.copy(
        Path.of(System.getProperty("saltern.domain.authority")),
        authority,
        StandardCopyOption.REPLACE_EXISTING);
    return "auth.ldap.server: 127.0.0.1\n"
        + ("auth.ldap.port: " + System.getProperty("saltern.slapd.port") + "\n")
        + ("auth.ldap.basedn: " + Slapd.BASE + "\n")
        + ("auth.ldap.binddn: " + Slapd.LOOKUP_DN + "\n")
        + ("auth.ldap.bindpw: " + Slapd.LOOKUP_PASSWORD + "\n")
        + "auth.ldap.filter: uid={{ username }}\n"
        + "auth.ldap.connect_timeout: 30\nauth.ldap.timeout: 60\n"
        + "auth.ad.connect_timeout: 30\nauth.ad.timeout: 60\n"
        + ("auth.ad.domain: " + ActiveDirectory.REALM + "\n")
        + ("auth.ad.server: " + System.getProperty("saltern.domain.address") + "\n")
        + ("auth.ad.cacertfile: " + authority + "\n");
  }

  @Override
  public void close() throws IOException {
    slapd.close();
    domain.close();
  }
}
