// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.pam.internal;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which names go to PAM and the system's user database: those that mean nothing but a user to
 * either, nor to access rules.
 */
final class UserNames {
  private static final int MOST_BYTES = 255;

  // not first: + and - of compat entries, @ of netgroups. Nowhere: what separates fields and paths
  private static final Pattern PLAIN =
      Pattern.compile("[\\p{L}\\p{N}_]([\\p{L}\\p{M}\\p{N}_.@\\\\$+ -]*[\\p{L}\\p{M}\\p{N}_.$-])?");

  private static final Pattern NUMBER = Pattern.compile("[\\p{N}]+");

  private UserNames() {}

  /** What keeps a name out; empty when it is plain. */
  static Optional<String> flaw(String name) {
    if (!PLAIN.matcher(name).matches()) {
      return Optional.of("the name has characters that user names do not have");
    }
    if (NUMBER.matcher(name).matches()) {
      return Optional.of("the name is a number");
    }
    return name.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES
        ? Optional.of("the name is longer than " + MOST_BYTES + " bytes")
        : Optional.empty();
  }
}
