// SPDX-License-Identifier: Apache-2.0
package io.saltern.modules.core.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;

/** Which Saltern this is. */
final class SalternVersion {
  private static final String PROGRAM = "Saltern Version";
  private static final String SYSTEM = "System Versions";

  private SalternVersion() {}

  static String text(BundleContext context) {
    Version version = context.getBundle().getVersion();
    return version.getMajor() + "." + version.getMinor() + "." + version.getMicro();
  }

  static List<Object> numbers(String version) {
    return Stream.of(version.split("\\.", -1)).<Object>map(Long::valueOf).toList();
  }

  static Map<String, Object> information(String version) {
    Map<String, Object> system = new LinkedHashMap<>();
    system.put("java", Runtime.version().toString());
    system.put("machine", System.getProperty("os.arch", ""));
    system.put("release", System.getProperty("os.version", ""));
    system.put("system", System.getProperty("os.name", ""));
    Map<String, Object> information = new LinkedHashMap<>();
    information.put(PROGRAM, Map.of("Saltern", version));
    information.put(SYSTEM, system);
    return information;
  }

  static String report(String version) {
    StringBuilder report = new StringBuilder();
    information(version)
        .forEach(
            (heading, lines) -> {
              report.append(heading).append(":\n");
              ((Map<?, ?>) lines)
                  .forEach(
                      (name, value) -> report.append(String.format("%18s: %s%n", name, value)));
              report.append('\n');
            });
    return report.toString();
  }
}
