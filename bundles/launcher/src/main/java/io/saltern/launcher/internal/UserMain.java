// SPDX-License-Identifier: Apache-2.0
package io.saltern.launcher.internal;

import io.saltern.client.ConfiguredPaths;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.List;

/**
 * Runs before a program that shall run as another user: prints that user's name, or nothing where
 * it is this one's, and hands the user's files over. Arguments: {@code master} or {@code minion},
 * the folder of the configuration, and, each possibly empty, the user, log file and pid file that
 * were typed.
 */
public final class UserMain {
  private static final String SUPERUSER = "root";
  private static final int EX_GENERIC = 1;
  private static final int EX_NOUSER = 67;
  private static final int EX_NOPERM = 77;

  private UserMain() {}

  public static void main(String[] args) {
    System.exit(run(List.of(args)));
  }

  private static int run(List<String> args) {
    String user = "";
    try {
      String role = args.get(0);
      ConfiguredPaths paths = ConfiguredPaths.read(Path.of(args.get(1)), role);
      user = args.get(2).isEmpty() ? paths.text("user", "") : args.get(2);
      String present = System.getProperty("user.name");
      if (user.isEmpty() || user.equals(present)) {
        return 0;
      }
      if (!present.equals(SUPERUSER)) {
        System.err.println(
            "[CRITICAL] Salt configured to run as user \"" + user + "\" but unable to switch.");
        return EX_NOPERM;
      }
      Handover handover = Handover.to(user);
      handover.privateFolder(paths.pki());
      handover.folder(paths.cache());
      if (role.equals("master")) {
        handover.folder(paths.sockets());
        handover.file(paths.audit(), true);
      }
      handover.file(typed(args.get(3), paths.log()), true);
      handover.file(typed(args.get(4), paths.pid()), false);
      System.out.println(user);
      return 0;
    } catch (UserPrincipalNotFoundException e) {
      System.err.println(
          "Failed to prepare the Salt environment for user "
              + user
              + ". The user is not available.");
      return EX_NOUSER;
    } catch (IOException | RuntimeException e) {
      System.err.println("[CRITICAL] The files of user " + user + " could not be prepared: " + e);
      return EX_GENERIC;
    }
  }

  private static Path typed(String value, Path otherwise) {
    return value.isEmpty() ? otherwise : Path.of(value).toAbsolutePath();
  }
}
