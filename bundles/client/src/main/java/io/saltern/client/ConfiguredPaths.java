// SPDX-License-Identifier: Apache-2.0
package io.saltern.client;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
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

  private final String role;
  private final Map<String, String> values;

  private ConfiguredPaths(String role, Map<String, String> values) {
    this.role = role;
    this.values = values;
  }

  /**
   * Reads {@code master} or {@code minion} and the {@code *.conf} files of the folder beside it.
   * Files that are not there are left out.
   *
   * @param configDir the folder of the configuration
   * @param role {@code master} or {@code minion}
   * @throws IOException when a file that is there cannot be read
   */
  public static ConfiguredPaths read(Path configDir, String role) throws IOException {
    Map<String, String> values = new HashMap<>();
    for (Path file : files(configDir, role)) {
      for (String line : Files.readAllLines(file)) {
        Matcher m = LINE.matcher(line);
        if (m.matches()) {
          values.put(m.group(1), unquoted(m.group(2)));
        }
      }
    }
    return new ConfiguredPaths(role, values);
  }

  private static List<Path> files(Path configDir, String role) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> more =
        Files.newDirectoryStream(configDir.resolve(role + ".d"), "*.conf")) {
      more.forEach(files::add);
    } catch (NoSuchFileException | NotDirectoryException e) {
      // Salt's folder of further files is optional
    }
    Collections.sort(files);
    Path main = configDir.resolve(role);
    if (Files.exists(main)) {
      files.add(0, main);
    }
    return files;
  }

  private static String unquoted(String text) {
    char first = text.charAt(0);
    return first == '\'' || first == '"' ? text.substring(1, text.length() - 1) : text;
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
