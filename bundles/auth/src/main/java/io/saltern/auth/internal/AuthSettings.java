// SPDX-License-Identifier: Apache-2.0
package io.saltern.auth.internal;

import io.saltern.api.config.MasterOptions;
import io.saltern.api.config.Settings;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the settings say of authentication. */
record AuthSettings(Settings settings) {
  /** The longest that any caller waits for a backend. */
  private static final Duration LONGEST_PATIENCE = Duration.ofMinutes(5);

  private static final Duration SHORTEST_LIFE = Duration.ofSeconds(1);
  private static final Duration LONGEST_LIFE = Duration.ofDays(3650);

  /** The backends that may let somebody in. */
  Set<String> enabled() {
    return settings.get(MasterOptions.EXTERNAL_AUTH).keySet();
  }

  boolean enables(String eauth) {
    return enabled().contains(eauth);
  }

  Duration patience(@Nullable Duration wanted) {
    return between(
        wanted == null ? settings.seconds(MasterOptions.EAUTH_TIMEOUT) : wanted,
        Duration.ZERO,
        LONGEST_PATIENCE);
  }

  boolean keepsRules() {
    return settings.get(MasterOptions.KEEP_ACL_IN_TOKEN);
  }

  Lockout.Terms lockout() {
    return new Lockout.Terms(
        settings.get(MasterOptions.AUTH_LOCKOUT),
        settings.seconds(MasterOptions.AUTH_LOCKOUT_TIME));
  }

  /** How long a token of a user is valid; what is wanted counts only if the user may choose. */
  Duration tokenLife(String eauth, String user, @Nullable Duration wanted) {
    return wanted != null && mayChoose(eauth, user)
        ? between(wanted, SHORTEST_LIFE, LONGEST_LIFE)
        : settings.seconds(MasterOptions.TOKEN_EXPIRE);
  }

  private boolean mayChoose(String eauth, String user) {
    Object override = settings.get(MasterOptions.TOKEN_EXPIRE_USER_OVERRIDE);
    if (override instanceof Map<?, ?> users) {
      Object allowed = users.get(eauth);
      return allowed instanceof Collection<?> several
          ? several.contains(user)
          : user.equals(allowed);
    }
    return Boolean.TRUE.equals(override);
  }

  private static Duration between(Duration value, Duration least, Duration most) {
    return value.compareTo(least) < 0 ? least : value.compareTo(most) > 0 ? most : value;
  }
}
