// SPDX-License-Identifier: Apache-2.0
package io.saltern.launcher.internal;

import io.saltern.client.ConfiguredPaths;
import io.saltern.client.TypedArguments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Starts a minion, or {@code salt-call} or a check, which end by themselves: the first argument
 * names the program, the others are what was typed. What the start script understood itself comes
 * as system properties {@code saltern.*}.
 */
public final class MinionMain {
  private static final String SALT_MINION = "salt-minion";

  private MinionMain() {}

  /** Runs the program, and returns when it has ended. */
  public static void main(String[] args) throws Exception {
    List<String> typed = TypedArguments.of(List.of(args).subList(1, args.length), System.in);
    boolean call = !args[0].equals(SALT_MINION);
    System.setProperty("saltern.program", args[0]);
    System.setProperty(MasterMain.HANG_UP, Boolean.toString(!call));
    if (call) {
      CallArguments.of(typed).toProperties();
    }
    Path configDir = Path.of(System.getProperty("saltern.config.dir", "/etc/salt"));
    Preparations preparations = new Preparations(call);
    preparations.begin();
    try {
      ConfiguredPaths paths = ConfiguredPaths.read(configDir, "minion");
      if (!call) {
        String typedFile = System.getProperty("saltern.pid.file", "");
        Path pidFile = typedFile.isEmpty() ? paths.pid() : Path.of(typedFile);
        if (PidFile.isRunning(pidFile, MinionMain.class.getName())) {
          System.err.println(
              "[ERROR   ] An instance is already running. Exiting the Salt Minion: " + pidFile);
          System.exit(1);
        }
        // whoever knows the process may send it SIGHUP
        preparations.awaitHangUp();
        PidFile.keep(pidFile);
      }
      Path home = Path.of(System.getProperty("saltern.home"));
      try (PlainFelix framework = new PlainFelix(home, storage(paths, call), call)) {
        framework.run();
      }
    } catch (IOException | RuntimeException e) {
      System.err.println("[CRITICAL] The " + args[0] + " could not be started: " + e);
      System.exit(1);
    }
    System.exit(Integer.getInteger("saltern.exit", 0));
  }

  private static Path storage(ConfiguredPaths paths, boolean call) throws IOException {
    if (!call) {
      Path folder = paths.cache().resolve("framework");
      Files.createDirectories(paths.cache());
      return folder;
    }
    return Files.createTempDirectory("saltern");
  }
}
