// SPDX-License-Identifier: Apache-2.0
package io.saltern.offline.internal;

import io.saltern.acl.internal.RuleFiles;
import io.saltern.audit.internal.AuditFiles;
import io.saltern.client.Main;
import io.saltern.config.internal.SaltYaml;
import io.saltern.config.internal.SettingsFiles;
import io.saltern.programs.internal.AclProgram;
import java.io.IOException;
import java.util.List;

/**
 * {@code salt-acl} on the files themselves, before a master uses them. Who may read them is what
 * their permissions say.
 */
public final class AclMain {
  private AclMain() {}

  public static void main(String[] args) throws InterruptedException, IOException {
    List<String> typed = List.of(args);
    if (Main.answered("salt-acl", typed)) {
      System.exit(0);
    }
    SaltYaml yaml = new SaltYaml();
    AclProgram program =
        new AclProgram(
            new SettingsFiles(),
            new RuleFiles(yaml),
            new AuditFiles(),
            MinionsOnDisk::new,
            Main::configDir,
            yaml);
    System.exit(program.run(new TerminalCall(typed)));
  }
}
