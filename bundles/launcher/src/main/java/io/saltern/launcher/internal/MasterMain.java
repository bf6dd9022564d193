// SPDX-License-Identifier: Apache-2.0
package io.saltern.launcher.internal;

import io.saltern.client.ConfiguredPaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.karaf.main.Main;

/**
 * Starts a master: tells Karaf where this master's files are, so that one installation serves any
 * number of masters with configurations of their own. The start script passes what was typed as
 * system properties {@code saltern.*}.
 */
public final class MasterMain {
  private static final Map<String, String> LOG4J_LEVELS =
      Map.of(
          "garbage", "ALL",
          "all", "ALL",
          "profile", "DEBUG",
          "warning", "WARN",
          "critical", "FATAL",
          "quiet", "OFF");

  private static final List<String> ORDER =
      List.of("ALL", "TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL", "OFF");

  /** Gives SIGHUP to the configuration, once there is one. */
  static final String HANG_UP = "saltern.hangup.reloads";

  private MasterMain() {}

  /** Starts the master and returns when it has stopped. */
  public static void main(String[] args) throws Exception {
    Signals.keepHangUp();
    Path configDir = Path.of(System.getProperty("saltern.config.dir", "/etc/salt"));
    try {
      ConfiguredPaths paths = ConfiguredPaths.read(configDir, "master");
      placeFiles(paths);
      placeLogs(paths);
      placeShell(paths.text("shell_port", "8101"));
      PidFile.keep(typed("saltern.pid.file", paths.pid()));
    } catch (IOException | RuntimeException e) {
      System.err.println("[CRITICAL] The Salt Master could not be started: " + e);
      System.exit(1);
    }
    System.setProperty(HANG_UP, "true");
    Main.main(args);
  }

  private static void placeFiles(ConfiguredPaths paths) throws IOException {
    Path home = Path.of(System.getProperty("karaf.home"));
    Path data = paths.cache().resolve("karaf");
    // not those above it: other users pass through them to the socket
    Files.createDirectories(paths.cache());
    Files.createDirectories(
        data.resolve("tmp"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x---")));
    keepStorage(home.resolve("system"), data);
    setDefault("karaf.base", home.toString());
    setDefault("karaf.etc", home.resolve("etc").toString());
    setDefault("karaf.data", data.toString());
    setDefault("karaf.instances", data.resolve("instances").toString());
    setDefault("karaf.log", data.resolve("log").toString());
    System.setProperty("java.io.tmpdir", data.resolve("tmp").toString());
  }

  /** Karaf installs the features of a distribution once; those of another one it would not see. */
  private static void keepStorage(Path system, Path data) throws IOException {
    try (Stream<Path> files = Files.walk(system)) {
      List<Path> jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
      KeptStorage kept = new KeptStorage(data.resolve("cache"), data.resolve("shipped"), jars);
      if (kept.prepare()) {
        kept.note();
      }
    }
  }

  private static void placeShell(String port) {
    System.setProperty("saltern.shell.port", port);
    System.setProperty("karaf.startRemoteShell", Boolean.toString(!port.equals("0")));
  }

  private static void placeLogs(ConfiguredPaths paths) throws IOException {
    Path file = typed("saltern.log.file", paths.log());
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    System.setProperty("saltern.log.file", file.toString());
    String onTerminal =
        level(System.getProperty("saltern.log.level", paths.text("log_level", "warning")));
    String inFile =
        level(
            System.getProperty(
                "saltern.log.file.level", paths.text("log_level_logfile", onTerminal)));
    System.setProperty("saltern.log.level", onTerminal);
    System.setProperty("saltern.log.file.level", inFile);
    System.setProperty("saltern.log.lowest", lower(onTerminal, inFile));
  }

  private static Path typed(String property, Path otherwise) {
    String value = System.getProperty(property);
    return value == null || value.isEmpty() ? otherwise : Path.of(value);
  }

  private static void setDefault(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  private static String level(String typed) {
    String name = typed.toLowerCase(Locale.ROOT);
    return LOG4J_LEVELS.getOrDefault(name, name.toUpperCase(Locale.ROOT));
  }

  private static String lower(String one, String other) {
    return ORDER.indexOf(one) < ORDER.indexOf(other) ? one : other;
  }
}
