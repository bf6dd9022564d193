// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.pam.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What PAM can do for the user that the master runs as. */
final class Privileges {
  private static final Path SHADOW = Path.of("/etc/shadow");

  private Privileges() {}

  /** What it cannot, and how to mend that; empty when it can do everything. */
  static Optional<String> lack() {
    return Files.isReadable(SHADOW) || !Files.exists(SHADOW)
        ? Optional.empty()
        : Optional.of(lackOf(System.getProperty("user.name")));
  }

  static String lackOf(String self) {
    return ("as user %1$s, the master cannot read %2$s: of the local accounts, PAM can check the"
            + " password of %1$s alone. Where the group shadow may read that file, do"
            + " 'usermod -a -G shadow %1$s' and start the master again; elsewhere, let it run as"
            + " root")
        .formatted(self, SHADOW);
  }
}
