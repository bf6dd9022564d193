// SPDX-License-Identifier: Apache-2.0
package io.saltern.config.internal;

import io.saltern.api.config.Option;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What to say about an option that this role does not support. */
final class KnownOptions {
  private final Role role;
  private final Set<String> salts;

  KnownOptions(Role role) {
    this.role = role;
    this.salts = salts();
  }

  /** Names of options that Salt knows: its defaults, its checks and its documentation. */
  static Set<String> salts() {
    try (InputStream in = KnownOptions.class.getResourceAsStream("known-options.txt")) {
      if (in == null) {
        throw new IllegalStateException("the list of Salt's options is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .collect(Collectors.toCollection(LinkedHashSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The end of a warning {@code /etc/salt/master:12: NAME: ...}. */
  String verdict(String name) {
    if (role.other().options().stream().anyMatch(option -> option.name().equals(name))) {
      return "an option of the " + role.other().fileName() + ", without effect here";
    }
    if (salts.contains(name)) {
      return "known to Salt, not supported by this release";
    }
    String nearest = nearest(name);
    return "unknown option" + (nearest == null ? "" : "; did you mean '" + nearest + "'?");
  }

  private @Nullable String nearest(String name) {
    String best = null;
    int bestDistance = Math.max(2, name.length() / 4) + 1;
    Set<String> names = new LinkedHashSet<>();
    for (Option<?> option : role.options()) {
      names.add(option.name());
    }
    names.addAll(salts);
    for (String candidate : names) {
      if (Math.abs(candidate.length() - name.length()) < bestDistance) {
        int distance = distance(name, candidate);
        if (distance < bestDistance) {
          best = candidate;
          bestDistance = distance;
        }
      }
    }
    return best;
  }

  /** Letters to add, drop, change or swap with their neighbour. */
  private static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        cost[i][j] =
            Math.min(Math.min(cost[i - 1][j], cost[i][j - 1]) + 1, cost[i - 1][j - 1] + change);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[a.length()][b.length()];
  }
}
