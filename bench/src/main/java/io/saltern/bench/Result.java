// SPDX-License-Identifier: Apache-2.0
package io.saltern.bench;

import com.google.gson.Gson;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Figures by name, in the order they were added, and what went wrong how often. */
final class Result {
  private final String scenario;
  private final Map<String, Number> figures = new LinkedHashMap<>();
  private final Map<String, Integer> failures = new TreeMap<>();

  Result(String scenario) {
    this.scenario = scenario;
  }

  Result figure(String name, Number value) {
    figures.put(name, value);
    return this;
  }

  Result failures(Map<String, Integer> counts) {
    failures.putAll(counts);
    return this;
  }

  String toJson() {
    return new Gson()
        .toJson(Map.of("scenario", scenario, "figures", figures, "failures", failures));
  }

  String toTable() {
    String rows =
        figures.entrySet().stream()
            .map(f -> String.format(Locale.ROOT, "  %-34s %14s%n", f.getKey(), shown(f.getValue())))
            .collect(Collectors.joining());
    return scenario + System.lineSeparator() + rows + failed();
  }

  private String failed() {
    return failures.entrySet().stream().map(Result::row).collect(Collectors.joining());
  }

  private static String row(Entry<String, Integer> failure) {
    return String.format(
        Locale.ROOT, "  failed: %-26s %14d%n", failure.getKey(), failure.getValue());
  }

  private static String shown(Number value) {
    return value instanceof Double
        ? String.format(Locale.ROOT, "%,.1f", value.doubleValue())
        : String.format(Locale.ROOT, "%,d", value.longValue());
  }
}
