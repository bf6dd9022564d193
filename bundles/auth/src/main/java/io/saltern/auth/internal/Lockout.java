// SPDX-License-Identifier: Apache-2.0
package io.saltern.auth.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Counts wrong passwords in a row, and locks users out for a while when they are too many. */
final class Lockout {
  /** How many users are kept in mind; whoever failed longest ago is forgotten first. */
  private static final int MOST_USERS = 10_000;

  /**
   * When a user is locked out.
   *
   * @param limit wrong passwords in a row; 0 = never
   * @param time for how long, and after what time wrong passwords are forgotten
   */
  record Terms(long limit, Duration time) {}

  private record User(String eauth, String name) {}

  private record Failures(long count, Instant last) {}

  private final Clock clock;

  /** In the order of the last failures. */
  private final Map<User, Failures> failures = new LinkedHashMap<>();

  Lockout(Clock clock) {
    this.clock = clock;
  }

  private static User user(String eauth, String name) {
    // a directory may take FRED for fred
    return new User(eauth, name.toLowerCase(Locale.ROOT));
  }

  synchronized boolean locked(String eauth, String name, Terms terms) {
    Failures known = failures.get(user(eauth, name));
    return known != null && locks(known, terms);
  }

  private boolean locks(Failures known, Terms terms) {
    return terms.limit() > 0
        && known.count() >= terms.limit()
        && clock.instant().isBefore(known.last().plus(terms.time()));
  }

  /** How many users of a backend are locked out. */
  synchronized int locked(String eauth, Terms terms) {
    return (int)
        failures.entrySet().stream()
            .filter(entry -> entry.getKey().eauth().equals(eauth))
            .filter(entry -> locks(entry.getValue(), terms))
            .count();
  }

  /** Counts one; true when it locks the user out. */
  synchronized boolean failed(String eauth, String name, Terms terms) {
    if (terms.limit() == 0) {
      return false;
    }
    Instant now = clock.instant();
    User user = user(eauth, name);
    Failures known = failures.remove(user);
    boolean fresh = known == null || !now.isBefore(known.last().plus(terms.time()));
    long count = fresh || known == null ? 1 : known.count() + 1;
    failures.put(user, new Failures(count, now));
    if (failures.size() > MOST_USERS) {
      Iterator<User> oldest = failures.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    return count == terms.limit();
  }

  synchronized void succeeded(String eauth, String name) {
    failures.remove(user(eauth, name));
  }
}
