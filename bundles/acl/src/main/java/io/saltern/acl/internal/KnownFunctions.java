// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.PatternSyntaxException;

/** The functions of Salt's own execution modules, to try patterns on. */
final class KnownFunctions {
  private static final String RESOURCE = "functions.txt";

  private final List<String> names = new ArrayList<>();
  private final Map<String, Map<Matching, Set<String>>> matched = new HashMap<>();

  KnownFunctions() {
    try (InputStream in = KnownFunctions.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IOException("no resource " + RESOURCE);
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      lines.lines().forEach(this::learn);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void learn(String line) {
    int colon = line.indexOf(": ");
    for (String function : line.substring(colon + 2).split(" ", -1)) {
      names.add(line.substring(0, colon) + "." + function);
    }
  }

  /**
   * Those that a pattern matches, in alphabetical order; none when it is no pattern in that way of
   * matching.
   *
   * @throws io.saltern.targeting.MatchLimitException when there is no verdict
   */
  Set<String> matching(String pattern, Matching matching) {
    return matched
        .computeIfAbsent(pattern, text -> new HashMap<>())
        .computeIfAbsent(matching, way -> find(pattern, way));
  }

  private Set<String> find(String pattern, Matching matching) {
    Set<String> found = new LinkedHashSet<>();
    NamePattern compiled;
    try {
      compiled = NamePattern.compile(pattern, matching);
    } catch (PatternSyntaxException e) {
      return found;
    }
    names.stream().filter(compiled::matches).forEach(found::add);
    return found;
  }

  int count() {
    return names.size();
  }
}
