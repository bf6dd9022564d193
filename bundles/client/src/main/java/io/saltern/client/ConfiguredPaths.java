// SPDX-License-Identifier: Apache-2.0
package io.saltern.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The few plain texts of a configuration that are needed before the framework runs: where things
 * are. Reads lines of the form {@code name: text} that begin in the first column; the configuration
 * is read in full, and checked, by the framework.
 */
public final class ConfiguredPaths {
  private static final Pattern LINE =
      Pattern.compile("([A-Za-z_]+)[ \\t]*:[ \\t]+('[^']*'|\"[^\"]*\"|[^#\\s][^#]*?)[ \\t]*(#.*)?");

  private static final String INCLUDE = "include";
  private static final int MAX_DEPTH = 10;

  private final String role;
  private final Map<String, String> values;

  private ConfiguredPaths(String role, Map<String, String> values) {
    this.role = role;
    this.values = values;
  }

  /**
   * Reads {@code master} or {@code minion} and the files that it includes, as the framework does.
   * Files that are not there are left out.
   *
   * @param configDir the folder of the configuration
   * @param role {@code master} or {@code minion}
   * @throws IOException when a file that is there cannot be read
   */
  public static ConfiguredPaths read(Path configDir, String role) throws IOException {
    Map<String, String> values = new HashMap<>();
    Path main = configDir.resolve(role);
    List<String> lines = Files.exists(main) ? Files.readAllLines(main) : List.of();
    take(lines, values);
    List<String> standard = IncludedFiles.patterns(lines, "default_include");
    include(configDir, standard.isEmpty() ? List.of(role + ".d/*.conf") : standard, values, 1);
    include(configDir, IncludedFiles.patterns(lines, INCLUDE), values, 1);
    return new ConfiguredPaths(role, values);
  }

  private static void include(
      Path folder, List<String> patterns, Map<String, String> values, int depth)
      throws IOException {
    for (String pattern : patterns) {
      for (Path file : IncludedFiles.matching(folder, pattern)) {
        List<String> lines = Files.readAllLines(file);
        take(lines, values);
        // deeper, the framework refuses the configuration
        if (depth < MAX_DEPTH) {
          Path beside = file.resolveSibling(".").normalize();
          include(beside, IncludedFiles.patterns(lines, INCLUDE), values, depth + 1);
        }
      }
    }
  }

  private static void take(List<String> lines, Map<String, String> values) {
    for (String line : lines) {
      Matcher m = LINE.matcher(line);
      if (m.matches()) {
        values.put(m.group(1), unquoted(m.group(2)));
      }
    }
  }

  static String unquoted(String text) {
    boolean quoted = text.length() > 1 && (text.startsWith("'") || text.startsWith("\""));
    return quoted ? text.substring(1, text.length() - 1) : text;
  }

  /** The value of an option, or a default. */
  public String text(String option, String otherwise) {
    return values.getOrDefault(option, otherwise);
  }

  /** {@code cachedir}. */
  public Path cache() {
    return path("cachedir", "/var/cache/salt/" + role);
  }

  /** {@code pki_dir}. */
  public Path pki() {
    return path("pki_dir", "/etc/salt/pki/" + role);
  }

  /** {@code sock_dir}, or, as in Salt, {@code .salt-unix} in a far shorter {@code cachedir}. */
  public Path sockets() {
    int length = text("sock_dir", "/var/run/salt/" + role).length();
    int most = text("cachedir", "/var/cache/salt/" + role).length() + 10;
    return length > most
        ? cache().resolve(".salt-unix")
        : path("sock_dir", "/var/run/salt/" + role);
  }

  /** {@code log_file}. */
  public Path log() {
    return path("log_file", "/var/log/salt/" + role);
  }

  /** {@code audit_log} of a master. */
  public Path audit() {
    return path("audit_log", "/var/log/salt/audit");
  }

  /** {@code pidfile}. */
  public Path pid() {
    return path("pidfile", "/var/run/salt-" + role + ".pid");
  }

  /** A path option: below {@code root_dir}, unless it is there already. */
  private Path path(String option, String otherwise) {
    Path root = Path.of(text("root_dir", "/"));
    Path path = Path.of(text(option, otherwise));
    if (path.isAbsolute() && path.startsWith(root)) {
      return path;
    }
    return root.resolve(path.isAbsolute() ? Path.of("/").relativize(path) : path);
  }
}
