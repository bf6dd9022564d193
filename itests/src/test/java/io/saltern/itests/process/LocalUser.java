// SPDX-License-Identifier: Apache-2.0
package io.saltern.itests.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A user of this machine who is neither root nor the master's.
 *
 * @param uid the user, by number or name
 * @param gid the group, likewise
 */
record LocalUser(String uid, String gid, Path home) {
  /** The user without any rights of its own, and without a home. */
  static final LocalUser NOBODY = of("65534");

  static LocalUser of(String id) {
    return new LocalUser(id, id, Path.of("/nonexistent"));
  }

  /** The same, at home in a folder that becomes its own. */
  LocalUser at(Path folder) throws IOException, InterruptedException {
    own(folder);
    return new LocalUser(uid, gid, folder);
  }

  /** Gives it a file or folder. */
  void own(Path file) throws IOException, InterruptedException {
    Instance.run(List.of("chown", uid, file.toString()));
  }

  /** Has it run any command. */
  Output run(List<String> command) throws IOException, InterruptedException {
    return Instance.run(as(command));
  }

  /** Has it run a program of a master. */
  Output run(Master master, String program, List<String> words)
      throws IOException, InterruptedException {
    return Instance.run(command(master, program, words));
  }

  /** Has it log in for a program of a master. */
  Output login(
      Master master, String program, String eauth, String user, String password, String... words)
      throws IOException, InterruptedException {
    List<String> all =
        new ArrayList<>(List.of("-a", eauth, "--username", user, "--password", password));
    all.addAll(List.of(words));
    return run(master, program, all);
  }

  /** What root types to have it run a program of a master. */
  List<String> command(Master master, String program, List<String> words) {
    List<String> command = new ArrayList<>();
    command.add(Installation.master().resolve("bin").resolve(program).toString());
    command.addAll(List.of("-c", master.folder().toString()));
    command.addAll(words);
    return as(command);
  }

  private List<String> as(List<String> command) {
    List<String> whole =
        new ArrayList<>(List.of("setpriv", "--reuid", uid, "--regid", gid, "--clear-groups"));
    whole.addAll(List.of("env", "-u", "XDG_CONFIG_HOME", "HOME=" + home));
    whole.addAll(command);
    return whole;
  }
}
