// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.ldap.internal;

import io.saltern.api.config.ConfigurationException;
import io.saltern.api.config.Settings;
import io.saltern.config.internal.SettingsFiles;
import io.saltern.testing.ldap.Slapd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A master's file, read as the master reads it. */
final class MasterFile {
  private MasterFile() {}

  /** The settings of a file that says this. */
  static Settings saying(Path dir, String text) {
    try {
      Files.writeString(dir.resolve("master"), text);
      return SettingsFiles.ofMaster(dir);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ConfigurationException e) {
      throw new AssertionError(e);
    }
  }

  /** The lines that say where a server is. */
  static String server(Slapd slapd) {
    return """
        auth.ldap.server: 127.0.0.1
        auth.ldap.port: %d
        """
            .formatted(slapd.port())
        + patience();
  }

  /** The lines that let a busy machine take its time. */
  static String patience() {
    return """
        auth.ldap.connect_timeout: 60
        auth.ldap.timeout: 60
        """;
  }

  /** The lines that name a user who searches. */
  static String lookup() {
    return """
        auth.ldap.binddn: %s
        auth.ldap.bindpw: %s
        """
        .formatted(Slapd.LOOKUP_DN, Slapd.LOOKUP_PASSWORD);
  }
}
