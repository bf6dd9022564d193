// SPDX-License-Identifier: Apache-2.0
package io.saltern.client;

/** What {@code --versions-report} prints. */
final class VersionsReport {
  private static final int NAME_WIDTH = 18;

  private VersionsReport() {}

  static String of(String version) {
    return "Saltern Version:\n"
        + line("Saltern", version)
        + "\nSystem Versions:\n"
        + line("java", Runtime.version().toString())
        + line("machine", System.getProperty("os.arch", ""))
        + line("release", System.getProperty("os.version", ""))
        + line("system", System.getProperty("os.name", ""))
        + "\n";
  }

  private static String line(String name, String value) {
    return " ".repeat(NAME_WIDTH - name.length()) + name + ": " + value + "\n";
  }
}
