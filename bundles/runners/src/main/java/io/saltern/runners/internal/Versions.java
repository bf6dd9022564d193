// SPDX-License-Identifier: Apache-2.0
package io.saltern.runners.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Version;

/** How the versions of minions compare to the master's. */
final class Versions {
  private static final Pattern NUMBERS =
      Pattern.compile("v?(\\d{1,9})(?:\\.(\\d{1,9}))?(?:\\.(\\d{1,9}))?.*");

  private Versions() {}

  static String text(Version version) {
    return version.getMajor() + "." + version.getMinor() + "." + version.getMicro();
  }

  /** In Salt's words. */
  static Map<String, Object> report(String master, Minions.Answers answers) {
    Map<String, Map<String, Object>> sorted = new LinkedHashMap<>();
    answers.silent().forEach(id -> put(sorted, "Minion offline", id, false));
    answers
        .returns()
        .forEach(
            (id, told) -> {
              if (told instanceof String version && NUMBERS.matcher(version).matches()) {
                put(sorted, standing(parsed(version).compareTo(parsed(master))), id, version);
              } else {
                put(sorted, "Minion offline", id, false);
              }
            });
    Map<String, Object> report = new LinkedHashMap<>(sorted);
    report.put("Master", master);
    return report;
  }

  private static void put(
      Map<String, Map<String, Object>> sorted, String label, String id, Object version) {
    sorted.computeIfAbsent(label, absent -> new TreeMap<>()).put(id, version);
  }

  private static String standing(int compared) {
    if (compared == 0) {
      return "Up to date";
    }
    return compared < 0 ? "Minion requires update" : "Minion newer than master";
  }

  private static Version parsed(String text) {
    Matcher numbers = NUMBERS.matcher(text);
    return numbers.matches()
        ? new Version(number(numbers, 1), number(numbers, 2), number(numbers, 3))
        : Version.emptyVersion;
  }

  private static int number(Matcher numbers, int group) {
    return numbers.group(group) == null ? 0 : Integer.parseInt(numbers.group(group));
  }
}
